#pragma once
#include <span>

#include "access/role.hpp"

namespace vigie::pages {

/// An entry of the menu, for the roles whose page it is.
struct MenuEntry {
  std::string_view path;
  std::string_view label;
  std::string_view job;  // what one does there, for the home page; may be empty: not a job
  access::Roles roles;
  bool in_menu = true;   // false: on the home page only, every page has another way to it
};
/// In the order shown. A page enters the menu when it exists.
std::span<const MenuEntry> menu();

/// « écoutant 116 000 », « police », …
std::string_view label_of(access::Role role);

/// Whether this role may look for a minor.
bool searches(access::Role role);

}  // namespace vigie::pages
