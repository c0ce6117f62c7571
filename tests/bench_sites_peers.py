"""The questions of bench_sites.sh asked of GeoPandas."""

import sys
import time
from pathlib import Path

try:
    import geopandas
    import pandas
    import shapely
    from pyproj import Transformer
except ImportError:
    print("skipped: GeoPandas missing")
    sys.exit(0)


def said(what, times, found):
    times = sorted(1000 * t for t in times)
    at = lambda share: times[round((len(times) - 1) * share)]
    print(
        f"{what:<44} median {at(0.5):>9.3f} ms   p99 {at(0.99):>9.3f} ms   "
        f"{round(sum(found) / len(found))} found on average"
    )


def timed(what, questions, ask):
    times, found = [], []
    for question in questions:
        start = time.perf_counter()
        found.append(len(ask(question)))
        times.append(time.perf_counter() - start)
    said(what, times, found)


room = Path(sys.argv[1])
print("GeoPandas", geopandas.__version__)
table = pandas.read_csv(room / "sites.csv", keep_default_na=False)
degrees = geopandas.GeoSeries(geopandas.points_from_xy(table.lon, table.lat), crs=4326)
# Metres, as GeoPandas has no geodesic distances: UTM zone 52, off by up to some tenths of a percent.
to_metres = Transformer.from_crs(4326, 32652, always_xy=True)
metres = degrees.to_crs(32652)
degrees.sindex, metres.sindex
centres = [tuple(map(float, line.split())) for line in (room / "centres.txt").open()]
areas = [shapely.from_wkt(line) for line in (room / "areas.txt").open()]
timed(
    "radius of 20 km",
    [shapely.Point(*to_metres.transform(*centre)) for centre in centres],
    lambda at: metres.sindex.query(at, predicate="dwithin", distance=20_000),
)
timed(
    "polygon of 2,000 vertices",
    areas,
    lambda area: degrees.sindex.query(area, predicate="contains"),
)
timed("count by province and type", range(5), lambda _: table.groupby(["province", "type"]).size())
