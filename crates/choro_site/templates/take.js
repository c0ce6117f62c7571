"use strict";
(function () {
  // Hands out what the page shows as GeoJSON, CSV or KMZ. Everything is made here, from the page.
  var data = document.getElementById("features"), bar = document.getElementById("take");
  if (!data || !bar || !window.Blob) { return; }
  var all = JSON.parse(data.textContent);
  var name = location.pathname.split("/").pop().replace(/\.html$/, "") || "atlas";

  // Features whose row is hidden by the year or a filter are not shown, so they are not taken.
  function shown() {
    return all.features.filter(function (feature) {
      var row = document.querySelector('[data-feature="' + CSS.escape(feature.id) + '"]');
      return !row || !row.hidden;
    });
  }

  function geojson() {
    return new Blob([JSON.stringify({ type: "FeatureCollection", name: document.title, features: shown() }, null, 1)],
      { type: "application/geo+json" });
  }

  function csv() {
    var features = shown(), columns = ["id", "lat", "lon"];
    features.forEach(function (f) {
      Object.keys(f.properties).forEach(function (key) { if (columns.indexOf(key) < 0) { columns.push(key); } });
    });
    function cell(value) {
      var text = value === null || value === undefined ? "" : String(value);
      // A sheet would run what begins so.
      if (/^[=+\-@\t\r]/.test(text) && isNaN(Number(text))) { text = "'" + text; }
      return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
    }
    var rows = features.map(function (f) {
      var at = f.geometry ? f.geometry.coordinates : [null, null];
      var row = Object.assign({ id: f.id, lat: at[1], lon: at[0] }, f.properties);
      return columns.map(function (column) { return cell(row[column]); }).join(",");
    });
    return new Blob(["\ufeff" + [columns.join(",")].concat(rows).join("\r\n") + "\r\n"], { type: "text/csv" });
  }

  function kml() {
    function escape(value) {
      return String(value).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
        .replace(/[&<>"]/g, function (c) { return { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[c]; });
    }
    var marks = shown().map(function (f) {
      var extended = Object.keys(f.properties).filter(function (key) { return key !== "name" && f.properties[key]; })
        .map(function (key) {
          return '<Data name="' + escape(key) + '"><value>' + escape(f.properties[key]) + "</value></Data>";
        }).join("");
      var at = f.geometry ? "<Point><coordinates>" + f.geometry.coordinates.join(",") + "</coordinates></Point>" : "";
      return "<Placemark><name>" + escape(f.properties.name) + "</name><ExtendedData>" + extended +
        "</ExtendedData>" + at + "</Placemark>";
    });
    return '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>' +
      escape(document.title) + "</name>\n" + marks.join("\n") + "\n</Document></kml>\n";
  }

  // A ZIP archive of one file, stored as it is (APPNOTE 4.3).
  function kmz() {
    var content = new TextEncoder().encode(kml()), path = new TextEncoder().encode("doc.kml");
    var crc = checksum(content);
    function head(signature, more) {
      var bytes = new DataView(new ArrayBuffer(more ? 46 : 30)), at = 0;
      function u16(n) { bytes.setUint16(at, n, true); at += 2; }
      function u32(n) { bytes.setUint32(at, n, true); at += 4; }
      u32(signature); if (more) { u16(20); }
      u16(20); u16(0x0800); u16(0); u16(0); u16(0x21);
      u32(crc); u32(content.length); u32(content.length); u16(path.length); u16(0);
      if (more) { u16(0); u16(0); u16(0); u32(0); u32(0); }
      return new Uint8Array(bytes.buffer);
    }
    var local = head(0x04034b50, false), central = head(0x02014b50, true);
    var end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, 0x06054b50, true);
    end.setUint16(8, 1, true); end.setUint16(10, 1, true);
    end.setUint32(12, central.length + path.length, true);
    end.setUint32(16, local.length + path.length + content.length, true);
    return new Blob([local, path, content, central, path, new Uint8Array(end.buffer)],
      { type: "application/vnd.google-earth.kmz" });
  }
  function checksum(bytes) {
    var crc = -1;
    for (var i = 0; i < bytes.length; i++) {
      crc ^= bytes[i];
      for (var bit = 0; bit < 8; bit++) { crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0); }
    }
    return (crc ^ -1) >>> 0;
  }

  var made = { geojson: geojson, csv: csv, kmz: kmz };
  Object.keys(made).forEach(function (ending) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = { geojson: "GeoJSON", csv: "CSV", kmz: "KMZ" }[ending];
    button.addEventListener("click", function () {
      var link = document.createElement("a"), address = URL.createObjectURL(made[ending]());
      link.href = address;
      link.download = name + "." + ending;
      link.click();
      setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
    });
    bar.appendChild(button);
  });
  bar.hidden = false;
})();
