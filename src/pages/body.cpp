#include "pages/body.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"

namespace vigie::pages {

namespace {
std::string with_plain_line_ends(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r') plain += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n') plain += '\n';
  return plain;
}
}  // namespace

std::string Body::raw(std::string_view name) const {
  for (const auto& [key, value] : pairs_)
    if (key == name) return value;
  return {};
}

std::string Body::text(std::string_view name) const { return base::trim(raw(name)); }

std::vector<std::string> Body::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : pairs_)
    if (key == name) values.push_back(base::trim(value));
  return values;
}

bool Body::has(std::string_view name) const {
  return std::any_of(pairs_.begin(), pairs_.end(), [&](const auto& pair) { return pair.first == name; });
}

base::Result<Body> read_body(const http::Request& request) {
  const std::string type = base::to_lower_ascii(request.header("content-type").value_or(""));
  if (base::trim(type.substr(0, type.find(';'))) != "application/x-www-form-urlencoded")
    return base::Error{base::Kind::unsupported, "type_de_contenu", "Cette page attend un formulaire."};
  auto pairs = http::parse_form(request.body);
  if (!pairs) return base::Error{base::Kind::malformed, "formulaire_illisible", "Ce qui a été envoyé n’est pas lisible."};
  for (auto& [name, value] : *pairs) value = with_plain_line_ends(value);
  return Body(std::move(*pairs));
}

std::optional<store::Repetition> repetition_of(const Body& body, const http::Request& request, const identity::Vault& vault) {
  const std::string key = body.text("_cle");
  if (key.empty() || key.size() > 200) return std::nullopt;
  return store::Repetition{"POST " + request.path, base::sha256(key), vault.digest("body", request.body)};
}

}  // namespace vigie::pages
