#pragma once
#include <span>
#include <string_view>

namespace vigie::pages {

/// Why a file is opened: the code of its audit line, and the words for it.
struct Motive {
  std::string_view code, label;
};

/// Those that a search asks to choose from, the usual one first.
std::span<const Motive> motives_to_choose();

/// The words of a motive that a page or a search gives; another one, which a program sent, as it stands.
std::string_view show_motive(std::string_view code);

}  // namespace vigie::pages
