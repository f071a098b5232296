#pragma once
#include "access/role.hpp"
#include "pages/context.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

/// A new account as it was typed: login, role and organisation, and what is wrong with them.
struct TypedAccount {
  std::string login, role, organisation;
  std::vector<base::FieldError> errors = {};
};

/// Its three fields, as the piece FIELDS; the organisations that are known are offered.
void draw_account_fields(Dict& at, std::string_view login_label, const Context& context, const access::Actor& actor, const TypedAccount& typed);
/// What is wrong with them, with the id of the field.
std::vector<ShownError> errors_of(const TypedAccount& typed);
/// What is said when no role was chosen.
base::Error no_role();

}  // namespace vigie::pages
