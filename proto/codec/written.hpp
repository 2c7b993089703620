// Where each part of a message is written, in which file and on which line: kept beside the message, and moved with
// its parts when a derived scenario changes its base. For proto/codec's own files only: Protobuf shows.
#pragma once

#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>

#include <cstddef>
#include <string_view>
#include <vector>

namespace chokepoint::codec {

// A place in one of the files that a scenario is read from: 0 is the scenario's own, 1 its base, 2 the base's base.
struct Place {
    std::size_t file = 0;
    int line = 1;
};

// The place of a message or value, and those of the fields written in it.
struct Written {
    struct Part {
        const google::protobuf::FieldDescriptor* field = nullptr;
        std::vector<Written> items;  // one of a single field, one an item of a list
    };

    Place place;
    std::vector<Part> parts;  // of a message: the fields that are written, also those written with their default

    // The field's part, or nullptr when it is not written.
    Part* find(const google::protobuf::FieldDescriptor* field);
    const Part* find(const google::protobuf::FieldDescriptor* field) const;
    // The same, added where there is none.
    Part& at(const google::protobuf::FieldDescriptor* field);
};

// The places that the parser noted while it read `message` from the file of that number.
Written written_in(const google::protobuf::Message& message, const google::protobuf::TextFormat::ParseInfoTree& tree,
                   std::size_t file);

// Where the part named by the path (firms[2].stock_days) stands, or the nearest part around it that is written at
// all. A list as a whole stands where the most derived file writes in it.
Place place_of(const Written& written, const google::protobuf::Descriptor& type, std::string_view path);

}  // namespace chokepoint::codec
