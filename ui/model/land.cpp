#include "ui/model/land.hpp"

#include <algorithm>
#include <cmath>

namespace chokepoint::ui {
namespace {

struct Degrees {
    float east, north;
};

constexpr double west_edge = -25.0;
constexpr double width_deg = 360.0 - 8.0;
constexpr double north_edge = 76.0;
constexpr double height_deg = 76.0 + 50.0;

const std::vector<std::vector<Degrees>>& outlines() {
    static const std::vector<std::vector<Degrees>> lands{
        // Eurasia, from Portugal round the north
        {{-9, 37}, {-9, 43}, {-2, 43.5F}, {-1, 46}, {-4.5F, 48.5F}, {2, 51}, {5, 53.5F}, {8.5F, 54}, {8, 57},
         {10.5F, 57.5F}, {10, 54.5F}, {14, 54}, {19, 54.5F}, {21, 57}, {24, 59}, {30, 60}, {23, 60.3F}, {21.5F, 61.3F},
         {25, 65.5F}, {22, 66}, {17, 62}, {19, 60}, {16.5F, 56.5F}, {13, 55.5F}, {11, 59}, {7, 58}, {5, 61}, {12, 66},
         {16, 69}, {25, 71}, {31, 70}, {41, 67.3F}, {33, 66.5F}, {38, 64}, {44, 66}, {46, 68}, {54, 68.5F}, {60, 69},
         {68, 68.5F}, {67, 72}, {72.5F, 72.5F}, {73, 68}, {80, 72.5F}, {87, 75}, {104, 76}, {113, 74}, {127, 73.5F},
         {140, 72.5F}, {160, 70}, {170, 70}, {180, 69}, {190, 66}, {180, 63.5F}, {177, 62.5F}, {170, 60}, {163, 59},
         {162, 55}, {157, 51}, {156, 57}, {163, 62}, {155, 59.5F}, {143, 59}, {136, 55}, {141, 53}, {140, 48},
         {133, 43}, {130, 42.5F}, {127.5F, 40}, {129.5F, 36.5F}, {128.5F, 34.8F}, {126.3F, 34.7F}, {126.5F, 37.5F},
         {125, 39.8F}, {121.5F, 39}, {121, 40.8F}, {118, 39}, {119, 37.3F}, {122.4F, 37.2F}, {119.3F, 35},
         {121.8F, 31.5F}, {121.8F, 28.5F}, {119, 25.5F}, {116.5F, 23}, {113.5F, 22.2F}, {110, 20.5F}, {108, 21.5F},
         {106, 19.5F}, {109, 14}, {109, 11.5F}, {105, 8.8F}, {105, 10.5F}, {102.5F, 12}, {100.8F, 13.2F}, {99.3F, 10},
         {100.5F, 7}, {103.3F, 4.2F}, {104, 1.4F}, {101.3F, 3}, {98.3F, 8}, {98.6F, 12}, {97.5F, 16.5F}, {94.5F, 16},
         {92.3F, 21}, {90, 22}, {87, 21.3F}, {82.3F, 16.7F}, {80.2F, 13}, {79.8F, 10.3F}, {77.5F, 8.2F}, {76, 11},
         {73, 17}, {72.7F, 21}, {70, 21}, {67, 24.8F}, {61.5F, 25.2F}, {57, 26.8F}, {54, 26.6F}, {50, 30.2F},
         {48, 30}, {50, 26.5F}, {51.5F, 25}, {54, 24.2F}, {56.3F, 26}, {59.7F, 22.5F}, {57, 18.8F}, {52, 15.7F},
         {45, 12.8F}, {43, 13}, {42.7F, 16.5F}, {39, 21.5F}, {35, 28}, {32.6F, 30}, {34.3F, 31.3F}, {36, 36},
         {31, 36.6F}, {27.5F, 36.8F}, {26.5F, 40}, {29, 41.2F}, {35, 42}, {41, 41.4F}, {37, 45}, {39, 47.2F},
         {35, 46.2F}, {33.5F, 44.5F}, {31, 46.5F}, {28.5F, 44}, {28, 41.6F}, {23.5F, 40.3F}, {23, 37}, {21.5F, 37},
         {19.5F, 41.5F}, {13.8F, 45.3F}, {12.5F, 44.3F}, {18.3F, 40.2F}, {16.5F, 39.8F}, {16, 38}, {12, 42},
         {9, 44.3F}, {3.5F, 43.2F}, {0.3F, 40}, {-2, 36.8F}, {-5.6F, 36.1F}},
        // Africa
        {{32.5F, 30}, {35.5F, 24}, {37.2F, 20.5F}, {39.5F, 15.3F}, {43, 11.5F}, {51, 11.8F}, {48, 5}, {42, -1.5F},
         {39, -7}, {40.5F, -14.5F}, {35, -20}, {35.4F, -24}, {32.5F, -27.5F}, {28, -33}, {20, -34.8F},
         {18.2F, -32.5F}, {15, -27}, {12, -18}, {13.7F, -11}, {9, -1}, {9.5F, 4}, {4.5F, 6.3F}, {-2, 4.8F},
         {-7.7F, 4.4F}, {-13, 9}, {-17.3F, 14.7F}, {-16.3F, 20}, {-13, 27.8F}, {-9.7F, 30}, {-6, 35.7F}, {0, 36},
         {10.2F, 37.3F}, {11, 34}, {15.5F, 32.2F}, {20, 31}, {22.5F, 33}, {29, 31}, {32.5F, 31.2F}},
        {{49.2F, -12}, {50.2F, -16}, {47.2F, -25}, {43.7F, -23}, {44.4F, -16.5F}},                    // Madagascar
        {{-5, 50.2F}, {1.3F, 51.3F}, {0.3F, 53}, {-2, 56}, {-3.5F, 58.5F}, {-6, 57}, {-3, 54.5F}, {-5, 52}},
        {{-10, 52}, {-6, 52.3F}, {-6, 55}, {-10, 54}},                                                // Ireland
        {{-23, 65.5F}, {-22, 64}, {-18.5F, 63.4F}, {-14, 64.7F}, {-15, 66.3F}, {-20, 66}},            // Iceland
        {{130, 31.5F}, {131.5F, 31.5F}, {132, 33.5F}, {135.5F, 33.6F}, {139, 34.8F}, {140.7F, 35.5F}, {142, 39.5F},
         {141, 41.3F}, {140, 40}, {137, 36.8F}, {133, 35.5F}, {130, 33.5F}},                          // Honshu, Kyushu
        {{140, 41.8F}, {143.2F, 42}, {145.4F, 43.3F}, {141.8F, 45.4F}},                               // Hokkaido
        {{142, 46}, {143.5F, 49}, {143, 54}, {142, 51}},                                              // Sakhalin
        {{120.2F, 22.8F}, {121, 22}, {121.9F, 25}},
        {{108.7F, 19.2F}, {110, 18.3F}, {111, 19.8F}},
        {{120, 16}, {121, 14}, {124, 13}, {122, 16.5F}, {121.5F, 18.5F}},                             // Luzon
        {{122, 7}, {125.5F, 6}, {126.3F, 8.5F}, {124, 8.8F}},                                         // Mindanao
        {{109, 1.5F}, {110.2F, -2.8F}, {114.5F, -4}, {117.8F, 0.8F}, {119, 5}, {116.8F, 7}, {113, 3.2F}},
        {{95.3F, 5.5F}, {98.5F, 3.7F}, {103.5F, -0.8F}, {106, -3.2F}, {105.5F, -5.8F}, {102, -4}, {98.5F, 1.5F}},
        {{105.2F, -6.5F}, {108.5F, -6.7F}, {114.4F, -7.7F}, {114.4F, -8.7F}, {108, -7.8F}},           // Java
        {{119.3F, -3.5F}, {120.3F, -5.5F}, {121, -2.8F}, {123, -4.5F}, {121.5F, -1.5F}, {123.3F, -0.9F}, {125, 1.5F},
         {120.2F, 0.8F}},                                                                             // Sulawesi
        {{131, -0.8F}, {134.2F, -0.8F}, {135, -3.3F}, {138, -1.7F}, {144.5F, -3.9F}, {147.8F, -6.3F},
         {150.7F, -10.4F}, {147, -9.5F}, {143, -9.2F}, {138, -8.3F}, {138, -5.5F}, {133, -4}},        // New Guinea
        {{114, -22}, {113.5F, -26}, {115.7F, -32}, {115.2F, -34.3F}, {118, -35}, {123.5F, -33.9F}, {129, -31.6F},
         {134, -32.8F}, {137.8F, -33}, {138.2F, -35.5F}, {140.5F, -38}, {146.4F, -39}, {150, -37.3F}, {153, -31.5F},
         {153.3F, -26}, {149.5F, -22}, {146, -19}, {145.3F, -15}, {142.5F, -10.8F}, {141.5F, -13.5F},
         {140.5F, -17.5F}, {137, -15.8F}, {136.8F, -12.2F}, {132.5F, -11.5F}, {129.5F, -14.9F}, {125.5F, -14},
         {122.2F, -17.8F}},                                                                           // Australia
        {{144.8F, -40.8F}, {148.3F, -40.9F}, {147, -43.5F}},                                          // Tasmania
        {{172.8F, -34.5F}, {175.5F, -36.5F}, {178.5F, -37.8F}, {176, -41.3F}, {173.8F, -39.3F}},
        {{172.7F, -40.6F}, {174.2F, -41.6F}, {171, -45.5F}, {168.5F, -46.6F}, {166.6F, -45.8F}, {170.5F, -43}},
        {{79.8F, 8}, {81, 6}, {81.8F, 7.5F}, {80.2F, 9.7F}},                                          // Sri Lanka
        // North and Central America, from Alaska round the Arctic coast
        {{-168, 65.6F}, {-161, 66.3F}, {-166, 68.5F}, {-156.5F, 71.3F}, {-141, 69.7F}, {-128, 70}, {-115, 68.5F},
         {-108, 68}, {-95, 68.5F}, {-94, 72}, {-85, 70}, {-82, 67.5F}, {-87, 65}, {-94, 60.5F}, {-94.5F, 58.5F},
         {-92, 57}, {-85, 55.3F}, {-82.3F, 53}, {-79.5F, 51.2F}, {-79, 54.5F}, {-77, 56}, {-78, 60}, {-77.5F, 62.5F},
         {-70, 61}, {-65, 58.8F}, {-61.5F, 57}, {-56, 52.5F}, {-60, 50.2F}, {-66.5F, 50}, {-65, 48}, {-61, 46},
         {-66, 44}, {-70, 43.5F}, {-70.5F, 41.7F}, {-74, 40.5F}, {-75.8F, 37}, {-76, 35}, {-81, 31.8F}, {-80.2F, 26},
         {-81.5F, 25.3F}, {-82.7F, 28.5F}, {-84.5F, 30}, {-89.5F, 30.2F}, {-94, 29.5F}, {-97.3F, 27.5F},
         {-97.8F, 22.5F}, {-95.5F, 18.5F}, {-91.5F, 18.5F}, {-90, 21}, {-87, 21.3F}, {-88.3F, 16}, {-83.3F, 15},
         {-83.5F, 11}, {-79.8F, 9.3F}, {-77.5F, 8.5F}, {-80.2F, 7.6F}, {-83.5F, 8.5F}, {-87.5F, 12.8F}, {-94, 16},
         {-101, 17.3F}, {-105.5F, 20.3F}, {-109, 25.5F}, {-113, 31}, {-114.7F, 31.5F}, {-112, 27.5F}, {-110, 23},
         {-112.3F, 25.5F}, {-115, 29.5F}, {-117.2F, 32.7F}, {-120.6F, 34.6F}, {-124.3F, 40.3F}, {-124.3F, 47.5F},
         {-128, 51}, {-133, 56}, {-138, 59.3F}, {-146, 60.8F}, {-151.5F, 59.5F}, {-156, 57.2F}, {-164, 54.7F},
         {-158, 58.5F}, {-162, 59}, {-165.5F, 61.5F}, {-161, 64.3F}},
        {{-88, 73.5F}, {-78, 72.8F}, {-72, 71}, {-62, 66.5F}, {-65, 63}, {-72, 64}, {-74, 67.5F}, {-80, 70}},
        {{-117, 69}, {-105, 69}, {-105, 73}, {-117, 73}},                                             // Victoria Island
        {{-59, 75.9F}, {-55, 72}, {-52, 68.5F}, {-50, 63}, {-43.5F, 60}, {-38, 65.5F}, {-34, 68}, {-34, 75.9F}},
        {{-59, 47.7F}, {-53, 46.8F}, {-53.5F, 49}, {-56.5F, 51.3F}},                                  // Newfoundland
        {{-84.8F, 22}, {-80, 23}, {-74.3F, 20.2F}, {-77.5F, 19.9F}, {-82, 22.4F}},                    // Cuba
        {{-74.3F, 18.5F}, {-68.5F, 18.4F}, {-70, 19.8F}, {-73, 19.9F}},
        // South America
        {{-77.5F, 8.5F}, {-75, 10.8F}, {-71.5F, 12.2F}, {-68, 10.7F}, {-62, 10.6F}, {-57, 6}, {-51.5F, 4.3F},
         {-50, 0.2F}, {-44.5F, -2.7F}, {-38.5F, -3.7F}, {-35, -6}, {-35.2F, -9.5F}, {-38.8F, -13}, {-39.5F, -18},
         {-41, -22}, {-45, -23.5F}, {-48.6F, -26}, {-49.5F, -29.3F}, {-53.5F, -34}, {-57.5F, -35}, {-57.5F, -38.2F},
         {-62, -39}, {-65, -41.5F}, {-65.5F, -45}, {-67.5F, -46.5F}, {-66, -48}, {-68, -50}, {-74.5F, -50},
         {-75.5F, -47}, {-73, -42}, {-73.5F, -37.5F}, {-71.5F, -30}, {-70.2F, -19}, {-76, -14}, {-79.5F, -7.5F},
         {-81.3F, -4.5F}, {-80, -1}, {-79, 1.5F}, {-77.3F, 4}, {-77.8F, 7}},
    };
    return lands;
}

float cross(MapPoint o, MapPoint a, MapPoint b) { return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x); }

bool inside(MapPoint p, MapPoint a, MapPoint b, MapPoint c) {
    return cross(a, b, p) >= 0 && cross(b, c, p) >= 0 && cross(c, a, p) >= 0;
}

struct RegionPlace {
    Degrees at, label;
};

using Triangles = std::vector<std::array<std::uint16_t, 3>>;

double angle_at(MapPoint corner, MapPoint a, MapPoint b) {
    const double ax = double{a.x - corner.x} * 2.5, ay = double{a.y - corner.y};  // about the map's shape on screen
    const double bx = double{b.x - corner.x} * 2.5, by = double{b.y - corner.y};
    return std::fabs(std::atan2(ax * by - ay * bx, ax * bx + ay * by));
}

// Turns the edge between two triangles where that makes them fatter (Lawson's flips): ears are slivers, and a
// software renderer pays for every tile that a sliver crosses.
void fatten(std::span<const MapPoint> points, Triangles& triangles) {
    const auto flip = [&](std::array<std::uint16_t, 3>& one, std::array<std::uint16_t, 3>& two) {
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t k = 0; k < 3; ++k) {
                const std::uint16_t a = one[i], b = one[(i + 1) % 3], left = one[(i + 2) % 3];
                if (two[k] != b || two[(k + 1) % 3] != a) continue;
                const std::uint16_t right = two[(k + 2) % 3];
                const double opposite = angle_at(points[left], points[a], points[b]) + angle_at(points[right], points[a], points[b]);
                const bool is_convex = cross(points[left], points[right], points[b]) > 0 && cross(points[right], points[left], points[a]) > 0;
                if (opposite <= 3.1415927 + 1e-6 || !is_convex) return false;
                one = {left, right, b};
                two = {right, left, a};
                return true;
            }
        return false;
    };
    for (int turn = 0; turn < 50; ++turn) {
        bool is_done = true;
        for (std::size_t i = 0; i < triangles.size(); ++i)
            for (std::size_t k = i + 1; k < triangles.size(); ++k)
                if (flip(triangles[i], triangles[k])) is_done = false;
        if (is_done) return;
    }
}

constexpr std::array<RegionPlace, count_of<Region>> region_places{{
    {{106, 35}, {92, 53}},      // china
    {{-98, 39}, {-98, 37}},     // us
    {{138, 36.5F}, {163, 33}},  // japan
    {{11, 49}, {11, 52}},       // eu
    {{127.5F, 37}, {153, 57}},  // korea
    {{135, -25}, {135, -28}},   // australia
    {{-106, 56}, {-103, 62}},   // canada
    {{78, 22}, {58, 6}},        // india
    {{106, 9}, {134, 6}},       // malaysia_vietnam
    {{96.5F, 21}, {84, -12}},   // myanmar
    {{-52, -10}, {-56, -14}},   // brazil
    {{22, 2}, {20, -8}},        // africa
    {{-150, -32}, {-150, -32}}, // rest_of_world: a place in the empty South Pacific
}};

}  // namespace

MapPoint on_map(double east, double north) {
    if (east < west_edge) east += 360.0;
    return {static_cast<float>((east - west_edge) / width_deg), static_cast<float>((north_edge - north) / height_deg)};
}

std::vector<std::array<std::uint16_t, 3>> triangulate(std::span<const MapPoint> polygon) {
    std::vector<std::array<std::uint16_t, 3>> triangles;
    std::vector<std::uint16_t> left(polygon.size());
    for (std::size_t i = 0; i < left.size(); ++i) left[i] = static_cast<std::uint16_t>(i);
    float area = 0.0F;
    for (std::size_t i = 0; i < polygon.size(); ++i) area += cross({0, 0}, polygon[i], polygon[(i + 1) % polygon.size()]);
    if (area < 0) std::reverse(left.begin(), left.end());

    std::size_t at = 0, tried = 0;
    while (left.size() > 3 && tried <= left.size()) {
        const std::size_t n = left.size();
        const std::uint16_t a = left[(at + n - 1) % n], b = left[at % n], c = left[(at + 1) % n];
        bool ear = cross(polygon[a], polygon[b], polygon[c]) > 0;
        for (std::size_t i = 0; ear && i < n; ++i)
            if (left[i] != a && left[i] != b && left[i] != c)
                ear = !inside(polygon[left[i]], polygon[a], polygon[b], polygon[c]);
        if (ear) {
            triangles.push_back({a, b, c});
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(at % n));
            at = at % n == 0 ? 0 : at % n - 1;
            tried = 0;
        } else {
            at = (at + 1) % n;
            ++tried;
        }
    }
    if (left.size() == 3) triangles.push_back({left[0], left[1], left[2]});
    return triangles;
}

std::span<const LandOutline> land() {
    static const std::vector<LandOutline> made = [] {
        std::vector<LandOutline> list;
        for (const auto& outline : outlines()) {
            LandOutline& item = list.emplace_back();
            for (Degrees d : outline) item.points.push_back(on_map(double{d.east}, double{d.north}));
            item.triangles = triangulate(item.points);
            fatten(item.points, item.triangles);
        }
        return list;
    }();
    return made;
}

MapPoint place_of(Region region) {
    const Degrees d = region_places[index_of(region)].at;
    return on_map(double{d.east}, double{d.north});
}

MapPoint label_place_of(Region region) {
    const Degrees d = region_places[index_of(region)].label;
    return on_map(double{d.east}, double{d.north});
}

}  // namespace chokepoint::ui
