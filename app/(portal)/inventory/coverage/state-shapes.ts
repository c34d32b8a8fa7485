import "server-only";
import { geoPath } from "d3-geo";
import type { MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "us-atlas/states-albers-10m.json";
import { findState, type UsStateCode } from "@/lib/domain/geography";

export const MAP_WIDTH = 975;
export const MAP_HEIGHT = 610;

/** One state on the map: its outline as an SVG path, and where its letters stand. A small one has its letters beside the coast. */
export type StateShape = { code: UsStateCode; name: string; path: string; x: number; y: number; isSmall: boolean };

type Ring = readonly (readonly number[])[];

/** Too small for letters, from north to south. */
const BESIDE: readonly string[] = ["VT", "NH", "MA", "RI", "CT", "NJ", "DE", "MD", "DC"];
const BESIDE_AT = { x: 940, y: 150, step: 27 };
/** Where the middle of the outline is not where one looks for the letters. */
const SHIFTS: Readonly<Record<string, readonly [number, number]>> = {
  FL: [18, 4],
  LA: [-12, 0],
  MI: [12, 22],
  ID: [-4, 22],
  CA: [-10, 0],
  HI: [18, 14],
  KY: [8, 2],
  WV: [-4, 4],
  VA: [8, 4],
  MN: [-6, 0],
  OK: [14, 0],
};

function readShapes(): StateShape[] {
  const topology = atlas as unknown as Topology<{ states: GeometryCollection<{ name: string }> }>;
  const toPath = geoPath();
  const { features } = feature(topology, topology.objects.states);
  return features
    .flatMap(({ geometry, properties }): StateShape[] => {
      const state = findState(properties.name);
      if (!state || (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon")) return [];
      const polygons = listPolygons(geometry);
      const largest = polygons.toSorted((a, b) => toPath.area(b) - toPath.area(a))[0];
      const [x, y] = largest ? toPath.centroid(largest) : [0, 0];
      const [dx, dy] = SHIFTS[state.code] ?? [0, 0];
      const place = BESIDE.indexOf(state.code);
      const at = place < 0 ? { x: x + dx, y: y + dy } : { x: BESIDE_AT.x, y: BESIDE_AT.y + place * BESIDE_AT.step };
      const precision = toPath.area(geometry) < 100 ? 10 : 1;
      const path = polygons
        .map(({ coordinates }) => coordinates.map((ring) => drawRing(ring, precision)).join(""))
        .join("");
      return [{ ...state, path, x: Math.round(at.x), y: Math.round(at.y), isSmall: place >= 0 }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const listPolygons = (geometry: Polygon | MultiPolygon): Polygon[] =>
  geometry.type === "Polygon"
    ? [geometry]
    : geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));

/** Whole pixels are enough, and states that share a border are rounded alike; an island of less than three points is left out. */
function drawRing(ring: Ring, precision: number): string {
  const points: string[] = [];
  for (const [x = 0, y = 0] of ring) {
    const point = `${Math.round(x * precision) / precision},${Math.round(y * precision) / precision}`;
    if (points.at(-1) !== point) points.push(point);
  }
  return points.length < 4 ? "" : `M${points.join("L")}Z`;
}

/** The US Atlas (Census Bureau's outlines, already projected), read once; public domain. */
export const STATE_SHAPES: readonly StateShape[] = readShapes();
