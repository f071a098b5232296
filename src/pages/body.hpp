#pragma once
#include "base/result.hpp"
#include "http/message.hpp"
#include "http/target.hpp"
#include "identity/vault.hpp"
#include "store/traces.hpp"

namespace vigie::pages {

/// What a form sent: names and values in order, texts with plain line ends.
class Body {
 public:
  explicit Body(http::Pairs pairs) : pairs_(std::move(pairs)) {}

  /// The first value of that name without white space at its ends; empty when there is none.
  std::string text(std::string_view name) const;
  /// As sent: a password.
  std::string raw(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
  bool has(std::string_view name) const;
  const http::Pairs& pairs() const { return pairs_; }

 private:
  http::Pairs pairs_;
};

/// The body of a request, application/x-www-form-urlencoded. Refusals: type_de_contenu (415), formulaire_illisible (400).
base::Result<Body> read_body(const http::Request& request);

/// For an act that is to be done once however often its form is sent: the key that Page::once() gave, with the digest of
/// the rest. Nothing without a key.
std::optional<store::Repetition> repetition_of(const Body& body, const http::Request& request, const identity::Vault& vault);

}  // namespace vigie::pages
