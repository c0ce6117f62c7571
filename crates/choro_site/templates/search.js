"use strict";
(function () {
  // The same folding as the index: no case, no marks, no apostrophes, other signs as spaces.
  function fold(text) {
    return text.normalize("NFKD").toLowerCase()
      .replace(/[\u0300-\u036f\u02b9-\u02bf'’‘`´.,]/g, "")
      .normalize("NFC")
      .replace(/[^\p{L}\p{N}\p{M}&+#%@]+/gu, " ").trim();
  }
  // Hangul in letters, so that half-typed syllables match.
  function letters(text) { return text.normalize("NFD").replace(/ /g, ""); }
  // Which letters a word has, as bits: two words that differ in many are many slips apart.
  function signature(text) {
    var bits = 0;
    for (var i = 0; i < text.length; i++) { bits |= 1 << (text.charCodeAt(i) & 31); }
    return bits;
  }
  function ones(bits) {
    var n = 0;
    while (bits) { bits &= bits - 1; n++; }
    return n;
  }

  // Each entry of the index is [name, what, page, weight, spellings, folded, [spelling, reading]…].
  var entries = (window.choroIndex || []).map(function (e) {
    var keys = [];
    function add(folded, spelling) {
      var key = letters(folded);
      keys.push({ key: key, words: " " + folded.normalize("NFD"), bits: signature(key), spelling: spelling });
    }
    e[4].forEach(function (spelling, i) { add(e[5][i] || spelling.toLowerCase(), spelling); });
    e[6].forEach(function (reading) { add(reading[1], e[4][reading[0]]); });
    return { name: e[0], what: e[1], page: e[2], weight: e[3], keys: keys };
  });

  // Slips that a typed name may have, by its letters; as `choro search` does it.
  function tolerated(length) { return length < 5 ? 0 : length < 9 ? 1 : 2; }

  // Letters inserted, left out, replaced or swapped between two words, or more than `most`.
  function slips(a, b, most) {
    var before = [], row = [], next = [], i, j;
    for (j = 0; j <= b.length; j++) { row[j] = j; }
    for (i = 1; i <= a.length; i++) {
      var least = next[0] = i;
      for (j = 1; j <= b.length; j++) {
        var cost = a[i - 1] === b[j - 1] ? 0 : 1;
        var best = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          best = Math.min(best, before[j - 2] + 1);
        }
        next[j] = best;
        if (best < least) { least = best; }
      }
      if (least > most) { return most + 1; }
      var spare = before; before = row; row = next; next = spare;
    }
    return row[b.length];
  }

  // 5 the name itself, 4 its beginning, 3 a word's beginning, 2 within, 1 and less with slips.
  function rank(entry, query) {
    var best = 0, at = "", most = tolerated(query.letters.length);
    entry.keys.forEach(function (k) {
      var found = k.key.indexOf(query.letters), score = 0;
      if (found === 0) { score = k.key.length === query.letters.length ? 5 : 4; }
      else if (found > 0) { score = k.words.indexOf(query.words) >= 0 ? 3 : 2; }
      else if (most && best <= 1 && Math.abs(k.key.length - query.letters.length) <= most &&
          ones(k.bits ^ query.bits) <= 2 * most) {
        var n = slips(query.letters, k.key, most);
        if (n <= most) { score = 1 / n; }
      }
      if (score > best) { best = score; at = k.spelling; }
    });
    return { entry: entry, score: best, spelling: at };
  }

  function places(typed) {
    var folded = fold(typed), all = letters(folded);
    if (!all) { return []; }
    var query = { letters: all, words: " " + folded.normalize("NFD"), bits: signature(all) };
    var hits = entries.map(function (entry) { return rank(entry, query); })
      .filter(function (hit) { return hit.score > 0; });
    return hits.sort(function (a, b) {
      return b.score - a.score || b.entry.weight - a.entry.weight ||
        a.entry.name.length - b.entry.name.length || (a.entry.page < b.entry.page ? -1 : 1);
    });
  }

  // Statements are asked for when somebody types, for most readers look for a name.
  var told = null;
  function withStatements(then) {
    if (told) { then(); return; }
    var script = document.createElement("script");
    script.src = "statements-index.js";
    script.onload = function () {
      told = (window.choroStatements || { statements: [] }).statements.map(function (s) {
        return { document: window.choroStatements.documents[s[0]], anchor: s[1], quote: s[2], verdict: s[3],
          words: " " + fold(s[2]) };
      });
      then();
    };
    document.head.appendChild(script);
  }
  function statements(typed) {
    var words = fold(typed).split(" ").filter(function (word) { return word; });
    if (!words.length || words.join("").length < 3) { return []; }
    return told.filter(function (s) {
      return words.every(function (word) { return s.words.indexOf(" " + word) >= 0; });
    });
  }

  var input = document.getElementById("q");
  var status = document.getElementById("status");
  var said = document.getElementById("said");
  var MOST = 50;

  function link(href, text) {
    var made = document.createElement("a");
    made.href = href;
    made.textContent = text;
    return made;
  }
  function fill(list, hits, row) {
    list.textContent = "";
    hits.slice(0, MOST).forEach(function (hit) {
      var item = document.createElement("li");
      row(hit).forEach(function (part) { item.append(part); });
      list.appendChild(item);
    });
  }
  function small(text) {
    var made = document.createElement("span");
    made.textContent = text;
    return made;
  }
  function counted(n, one, many) {
    return n === 1 ? one : n + many + (n > MOST ? ", the first " + MOST + " shown" : "");
  }

  function show() {
    var hits = places(input.value);
    fill(document.getElementById("results"), hits, function (hit) {
      var spelt = hit.spelling !== hit.entry.name ? " " + hit.spelling + " –" : "";
      return [link(hit.entry.page, hit.entry.name), small(spelt + " " + hit.entry.what)];
    });
    var near = hits.length > 0 && hits[0].score <= 1;
    status.textContent = !input.value.trim() ? "" :
      hits.length === 0 ? "Nothing is spelt like that." :
      (near ? "Nothing is spelt so; near it: " : "") + counted(hits.length, "1 result", " results");
    if (input.value.trim().length >= 3) { withStatements(showStatements); } else { said.hidden = true; }
  }
  function showStatements() {
    var hits = statements(input.value);
    said.hidden = hits.length === 0;
    document.getElementById("said-count").textContent = counted(hits.length, "1 statement", " statements");
    fill(document.getElementById("statements"), hits, function (hit) {
      return [link(hit.document[1] + "#" + hit.anchor, hit.quote), small(" " + hit.verdict + " – " + hit.document[0])];
    });
  }

  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", show);
  show();
  input.focus();
})();
