// The world's land as a few coarse outlines of our own making, and where the game's regions lie on it. The map is
// equirectangular and cut in the Atlantic, so that no trade flow of the game crosses its edge. No borders: the
// game has regions, not frontiers.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/domain/vocabulary.hpp"

namespace chokepoint::ui {

// A place on the map, both from 0 (west edge, north edge) to 1.
struct MapPoint {
    float x = 0.0F;
    float y = 0.0F;
};

// Degrees east and north to the map.
MapPoint on_map(double east, double north);

struct LandOutline {
    std::vector<MapPoint> points;
    std::vector<std::array<std::uint16_t, 3>> triangles;  // of the points; together the outline's area
};

// Made once, at the first call.
std::span<const LandOutline> land();

MapPoint place_of(Region region);        // where its flows start and end
MapPoint label_place_of(Region region);  // where its card would like to stand

// Triangles that fill a simple polygon, whichever way it runs round (ear clipping).
std::vector<std::array<std::uint16_t, 3>> triangulate(std::span<const MapPoint> polygon);

}  // namespace chokepoint::ui
