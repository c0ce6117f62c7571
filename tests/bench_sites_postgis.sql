-- The questions of bench_sites.sh asked of PostGIS, timed inside the server: the first hundred circles
-- and twenty polygons, for all of them would take it the better part of an hour.
\set QUIET on
\pset tuples_only on
SET client_min_messages = warning;
CREATE EXTENSION postgis;
CREATE UNLOGGED TABLE sites (id serial, lon float8, lat float8, province text, type text);
\set sites :room '/sites.csv'
\set centres :room '/centres.txt'
\set areas :room '/areas.txt'
COPY sites (lon, lat, province, type) FROM :'sites' WITH (FORMAT csv, HEADER);
ALTER TABLE sites ADD geog geography(Point), ADD geom geometry(Point, 4326);
UPDATE sites SET geom = ST_SetSRID(ST_MakePoint(lon, lat), 4326);
UPDATE sites SET geog = geom::geography;
CREATE INDEX ON sites USING gist (geog);
CREATE INDEX ON sites USING gist (geom);
CREATE INDEX ON sites (province, type);
VACUUM ANALYZE sites;
CREATE TABLE centres (id serial, lon float8, lat float8);
COPY centres (lon, lat) FROM :'centres' WITH (DELIMITER ' ');
CREATE TABLE areas (id serial, text text);
COPY areas (text) FROM :'areas' WITH (DELIMITER E'\t');
ALTER TABLE areas ADD geom geometry(Polygon, 4326);
UPDATE areas SET geom = ST_SetSRID(ST_GeomFromText(text), 4326);
CREATE TABLE times (what text, ms float8, found int);

DO $$
DECLARE
    row record;
    start timestamptz;
    ids int[];
BEGIN
    FOR row IN SELECT ST_SetSRID(ST_MakePoint(lon, lat), 4326)::geography AS at FROM centres ORDER BY id LIMIT 100 LOOP
        start := clock_timestamp();
        SELECT array_agg(id) INTO ids FROM sites WHERE ST_DWithin(geog, row.at, 20000);
        INSERT INTO times VALUES ('radius of 20 km', 1000 * extract(epoch FROM clock_timestamp() - start), cardinality(ids));
    END LOOP;
    FOR row IN SELECT geom FROM areas ORDER BY id LIMIT 20 LOOP
        start := clock_timestamp();
        SELECT array_agg(id) INTO ids FROM sites WHERE ST_Contains(row.geom, geom);
        INSERT INTO times VALUES ('polygon of 2,000 vertices', 1000 * extract(epoch FROM clock_timestamp() - start), cardinality(ids));
    END LOOP;
    FOR row IN SELECT generate_series(1, 5) LOOP
        start := clock_timestamp();
        SELECT array_agg(n) INTO ids FROM (SELECT count(*)::int AS n FROM sites GROUP BY province, type) AS counts;
        INSERT INTO times VALUES ('count by province and type', 1000 * extract(epoch FROM clock_timestamp() - start), cardinality(ids));
    END LOOP;
END $$;

SELECT 'PostGIS ' || postgis_lib_version();
SELECT format('%-44s median %s ms   p99 %s ms   %s found on average', what,
    lpad(round((percentile_cont(0.5) WITHIN GROUP (ORDER BY ms))::numeric, 3)::text, 9),
    lpad(round((percentile_cont(0.99) WITHIN GROUP (ORDER BY ms))::numeric, 3)::text, 9),
    round(avg(found)))
FROM times GROUP BY what ORDER BY what DESC;
