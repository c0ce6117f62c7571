"""NetworkX answers the questions that `choro_eval network routes` wrote.

In: a folder with edges.tsv, pairs.tsv and parts.tsv. Exits with 1 where a length differs by more
than a millionth, where the parts of the network differ, or where NetworkX is not fifty times slower.
"""

import statistics
import sys
import time
from pathlib import Path

try:
    import networkx
except ImportError:
    print("skipped: networkx missing")
    sys.exit(0)

TIMES = 50
CLOSE = 1e-6

room = Path(sys.argv[1])
graph = networkx.Graph()
for line in (room / "edges.tsv").open():
    a, b, metres = line.split("\t")
    a, b, metres = int(a), int(b), float(metres)
    # Of several edges between two nodes the shortest counts.
    if not graph.has_edge(a, b) or graph[a][b]["weight"] > metres:
        graph.add_edge(a, b, weight=metres)

parts = sorted(len(part) for part in networkx.connected_components(graph))
ours = sorted(int(line) for line in (room / "parts.tsv").open())
bad = parts != ours
print(f"networkx {networkx.__version__}: {graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges")
print(f"parts: networkx {len(parts)}, choro {len(ours)}, {'the same' if parts == ours else 'NOT the same'}")

own, theirs, wrong = [], [], 0
for line in (room / "pairs.tsv").open():
    begins, ends, metres, took = line.rstrip("\n").split("\t")
    begins, ends = ([int(node) for node in text.split()] for text in (begins, ends))
    # A station may touch the rails at several places: one begins and ends at any of them.
    for node in begins:
        graph.add_edge("from", node, weight=0.0)
    for node in ends:
        graph.add_edge("to", node, weight=0.0)
    best = None
    # The quickest of three answers counts, as it does for choro.
    for _ in range(3):
        start = time.perf_counter()
        try:
            found, _ = networkx.bidirectional_dijkstra(graph, "from", "to")
        except networkx.NetworkXNoPath:
            found = None
        took_theirs = time.perf_counter() - start
        best = took_theirs if best is None else min(best, took_theirs)
    theirs.append(best)
    own.append(float(took))
    graph.remove_nodes_from(["from", "to"])
    known = None if metres == "-" else float(metres)
    same = found is None and known is None
    if found is not None and known is not None:
        same = abs(found - known) <= CLOSE * max(found, known, 1.0)
    if not same:
        wrong += 1
        print(f"differs: {begins} to {ends}: networkx {found}, choro {known}")

ratio = statistics.median(theirs) / statistics.median(own)
print(f"{len(own)} pairs, {wrong} lengths differ")
print(
    f"median: networkx {1e3 * statistics.median(theirs):.3f} ms, "
    f"choro {1e3 * statistics.median(own):.3f} ms: {ratio:.0f} times; in all "
    f"{sum(theirs):.2f} s and {sum(own):.3f} s: {sum(theirs) / sum(own):.0f} times"
)
sys.exit(1 if bad or wrong or ratio < TIMES else 0)
