#pragma once
#include <span>
#include <string_view>

namespace vigie::base {

/// A file of the project that travels inside the program; `path` is relative to the project's root.
struct EmbeddedFile {
  std::string_view path;
  std::string_view content;
};

}  // namespace vigie::base

namespace vigie::embedded {
namespace base = vigie::base;
}
