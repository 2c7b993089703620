// What every file in Protobuf text format shares: complaints with places, and the line of any part by its
// path. For proto/codec's own files only: Protobuf shows.
#pragma once

#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>

#include <string>

#include "engine/base/result.hpp"

namespace chokepoint::codec {

// Where the parts of a parsed file stand.
class TextFile {
  public:
    // Fills the message. Syntax faults end the reading; unknown fields are gathered beside it (faults()).
    TextFile(const std::string& text, std::string file_name, google::protobuf::Message& message);

    bool is_parsed() const { return is_parsed_; }
    const Errors& faults() const { return faults_; }

    // What the parser noted of places; as long-lived as this.
    const google::protobuf::TextFormat::ParseInfoTree& tree() const { return tree_; }

    // The fault with its line: of the part named by the path (factors[1].values[0]), or of the nearest part
    // around it that is written at all.
    Error placed(const std::string& path, const std::string& message) const;

  private:
    int line_of(const std::string& path) const;

    std::string file_name_;
    const google::protobuf::Descriptor* type_;
    google::protobuf::TextFormat::ParseInfoTree tree_;
    Errors faults_;
    bool is_parsed_ = false;
};

}  // namespace chokepoint::codec
