#pragma once
#include "base/facts.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "http/message.hpp"
#include "store/traces.hpp"

namespace vigie::api {

/// The body as a JSON object, of type application/json or `also`. Refusals: type_de_contenu (415), json_invalide (400),
/// objet_attendu (422).
base::Result<boost::json::object> read_object(const http::Request& request, std::string_view also = {});

/// Takes the members of an object one by one, collecting every error; done() refuses members that nobody took.
class Members {
 public:
  explicit Members(const boost::json::object& object) : object_(object) {}

  std::optional<std::string> text(std::string_view key, std::size_t longest = 20'000);
  std::string required_text(std::string_view key, std::size_t longest = 20'000);
  /// Absent: none. At most 500.
  std::vector<std::string> texts(std::string_view key);
  bool truth(std::string_view key);  // absent: false
  std::optional<base::Instant> instant(std::string_view key, std::string_view zone);
  std::optional<boost::json::object> object(std::string_view key);
  template <class Id>
  std::optional<Id> id(std::string_view key) {
    const auto told = text(key, 64);
    if (!told) return std::nullopt;
    const auto parsed = Id::parse(*told);
    if (!parsed) refuse(key, "identifiant_invalide", "Cet identifiant n’est pas un UUID.");
    return parsed;
  }
  void refuse(std::string_view key, std::string code, std::string detail);
  void require(std::string_view key, bool there);
  /// Nothing wrong, and nothing left over.
  base::Status done();

 private:
  const boost::json::value* take(std::string_view key);
  const boost::json::object& object_;
  std::set<std::string, std::less<>> taken_;
  std::vector<base::FieldError> errors_;
};

/// Of an act that takes nothing: no body, or an object without members. Refusals: those of read_object, champ_inconnu.
base::Status check_takes_nothing(const http::Request& request);

/// The Idempotency-Key of a request, with the digest of its body; nothing without one. Refuses a key over 200 characters.
base::Result<std::optional<store::Repetition>> repetition_of(const http::Request& request, std::string_view route,
                                                             const identity::Vault& vault);
/// The version in If-Match ("v17"); nothing without the header or with *. Anything else: version_invalide (422).
base::Result<std::optional<std::int64_t>> seen_version(const http::Request& request);

/// limit (1 to 500) and after, of a list.
struct Page {
  int limit = 50;
  std::optional<std::pair<std::int64_t, std::string>> after;
};
base::Result<Page> page_of(const http::Request& request);
/// An opaque cursor for what follows a row.
std::string cursor(std::int64_t place, std::string_view id);

/// The id in the path; what is no id is unknown.
template <class Id>
base::Result<Id> id_of(const http::Request& request) {
  const auto id = Id::parse(request.param("id"));
  if (!id) return base::Error{base::Kind::not_found, "introuvable", "Introuvable."};
  return *id;
}

}  // namespace vigie::api
