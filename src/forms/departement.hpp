#pragma once
#include <span>
#include <string_view>

namespace vigie::forms {

/// A French département or overseas collectivity, or abroad.
struct Departement {
  std::string_view code;  // "01" … "95" without "20", "2A", "2B", "971" …
  std::string_view name;
};

/// The code of what is no French département.
constexpr std::string_view abroad = "99";

/// In the order of codes, Corsica between 19 and 21, overseas then abroad last.
std::span<const Departement> list_departements();
const Departement* find_departement(std::string_view code);

}  // namespace vigie::forms
