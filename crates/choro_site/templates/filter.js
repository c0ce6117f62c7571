"use strict";
(function () {
  // Narrows the findings to a severity, a rule and a document; the address keeps what was chosen.
  var form = document.getElementById("narrow");
  var all = Array.prototype.slice.call(document.querySelectorAll("main article.finding"));
  if (!form || !all.length) { return; }
  var fields = ["severity", "code", "path"];
  var chosen = new URLSearchParams(location.search);

  fields.forEach(function (field) {
    var counts = {};
    all.forEach(function (finding) {
      var value = finding.dataset[field];
      counts[value] = (counts[value] || 0) + 1;
    });
    var values = Object.keys(counts);
    if (field !== "severity") { values.sort(); }
    var select = form.elements[field];
    values.forEach(function (value) {
      var option = document.createElement("option");
      option.value = value;
      option.textContent = value + " (" + counts[value] + ")";
      select.appendChild(option);
    });
    if (values.indexOf(chosen.get(field)) >= 0) { select.value = chosen.get(field); }
  });

  function narrow() {
    var shown = 0, address = new URLSearchParams();
    all.forEach(function (finding) {
      finding.hidden = fields.some(function (field) {
        var value = form.elements[field].value;
        return value && finding.dataset[field] !== value;
      });
      if (!finding.hidden) { shown++; }
    });
    // Headings of nothing would only be in the way.
    document.querySelectorAll("main .rule, main section").forEach(function (group) {
      group.hidden = !group.querySelector("article.finding:not([hidden])");
    });
    fields.forEach(function (field) {
      if (form.elements[field].value) { address.set(field, form.elements[field].value); }
    });
    document.getElementById("shown").textContent =
      shown === all.length ? "All " + shown + " shown" : shown + " of " + all.length + " shown";
    var query = address.toString();
    try { history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash); } catch (_) {}
  }
  form.hidden = false;
  form.addEventListener("change", narrow);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  narrow();
})();
