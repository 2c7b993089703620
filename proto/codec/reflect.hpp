// One codec for every domain value that has a field table: it pairs the table's fields with a Protobuf message's
// by name, once, and from then on copies. Knows no schema and no meaning. Protobuf stays out of this header.
//
//   domain                       wire
//   double, bool, text           double, bool, string
//   8- to 32-bit integers        uint32, sint32 (range-checked on the way in)
//   64-bit integers              uint64, sint64
//   enumeration                  enum with number + 1 (0 is UNSPECIFIED, refused), or string with the name
//   structure                    message
//   FixedVec, std::vector        repeated; more items than the capacity are refused
//   std::array                   repeated, exactly that many, or none for all zero
//   std::optional                optional: left out where it is not set
//
// Members called spare, spare2, ... exist to fill a struct: they are not sent, and zero on arrival.
#pragma once

#include <string>
#include <vector>

#include "engine/base/fields.hpp"
#include "engine/base/result.hpp"

namespace google::protobuf {
class Descriptor;
class Message;
}  // namespace google::protobuf

namespace chokepoint::codec {

// What a message holds that the domain type cannot take, and where: messages[3].terms[0].kind.
struct WireFault {
    std::string path;
    std::string message;
};

// Fills the message, which is cleared first. The schema must fit the table (see schema_faults): else this aborts.
void to_wire(const StructTable& table, const void* object, google::protobuf::Message& message);

// Overwrites the object, which must be freshly made: a sub-message that is absent leaves its part as it was.
// On a fault the object is half written, and the error reads "path: what is wrong and what would be right".
Status from_wire(const StructTable& table, const google::protobuf::Message& message, void* object);

// The same, going on after a fault: all of them in table order, none if all is well.
std::vector<WireFault> from_wire_all(const StructTable& table, const google::protobuf::Message& message,
                                     void* object);

template <typename T>
void to_wire(const T& object, google::protobuf::Message& message) {
    to_wire(table_of<T>(), &object, message);
}
template <typename T>
Status from_wire(const google::protobuf::Message& message, T& object) {
    return from_wire(table_of<T>(), message, &object);
}

// Every domain field without a wire field of fitting type and every wire field without a domain field, one line
// each, all levels down. Empty: schema and table agree.
std::vector<std::string> schema_faults(const StructTable& table, const google::protobuf::Descriptor& descriptor);

}  // namespace chokepoint::codec
