#pragma once
#include "casework/submit_declaration.hpp"

namespace vigie::casework {

/// One declaration told in the past by another system: its form and answers, when and by which organisation it was signed.
struct PastDeclaration {
  std::string form;
  std::string organisation;
  access::Role role = access::Role::police;  // of whoever signed it
  base::Instant signed_at;
  boost::json::object answers;
  std::optional<base::MinorId> minor;
  bool new_minor = false;
};

/// Signs past declarations at their own time as a system account that cannot log in. Alerts wait for finish().
class Importing {
 public:
  Importing(const Desk& desk, access::Actor system) : desk_(desk), system_(std::move(system)) {}
  base::Result<Receipt> take(const PastDeclaration& past);
  /// Raises the alerts of what is still open; how many absences were looked at.
  int finish();

 private:
  base::Result<base::OrganisationId> organisation(const std::string& name);

  const Desk& desk_;
  access::Actor system_;
  std::map<std::string, base::OrganisationId> organisations_;
};

}  // namespace vigie::casework
