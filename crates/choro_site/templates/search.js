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

  var entries = (window.choroIndex || []).map(function (e) {
    return { e: e, k: e.k.map(letters) };
  });

  function rank(entry, query) {
    var best = 0, at = 0;
    entry.k.forEach(function (key, i) {
      var score = 0, found = key.indexOf(query);
      if (key === query) { score = 4; }
      else if (found === 0) { score = 3; }
      else if (found > 0 && (" " + entry.e.k[i]).normalize("NFD").indexOf(" " + query) >= 0) { score = 2; }
      else if (found > 0) { score = 1; }
      if (score > best) { best = score; at = i; }
    });
    return { score: best, spelling: entry.e.s[at] };
  }

  function search(words) {
    var query = letters(fold(words));
    if (!query) { return []; }
    return entries.map(function (entry) {
      var r = rank(entry, query);
      return { e: entry.e, score: r.score, spelling: r.spelling };
    }).filter(function (hit) { return hit.score > 0; }).sort(function (a, b) {
      return b.score - a.score || b.e.w - a.e.w || a.e.n.length - b.e.n.length ||
        (a.e.u < b.e.u ? -1 : 1);
    });
  }

  var input = document.getElementById("q");
  var list = document.getElementById("results");
  var status = document.getElementById("status");
  var MOST = 50;

  function show() {
    var hits = search(input.value);
    list.textContent = "";
    hits.slice(0, MOST).forEach(function (hit) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = hit.e.u;
      link.textContent = hit.e.n;
      item.appendChild(link);
      var about = document.createElement("span");
      about.textContent = (hit.spelling !== hit.e.n ? " " + hit.spelling + " –" : "") + " " + hit.e.d;
      item.appendChild(about);
      list.appendChild(item);
    });
    status.textContent = !input.value.trim() ? "" :
      hits.length === 0 ? "Nothing is spelt like that." :
      hits.length === 1 ? "1 result" :
      hits.length + " results" + (hits.length > MOST ? ", the first " + MOST + " shown" : "");
  }

  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", show);
  show();
  input.focus();
})();
