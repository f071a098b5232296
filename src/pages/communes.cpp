#include "pages/communes.hpp"

#include <array>

#include "base/embedded.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "forms/departement.hpp"
#include "pages/handlers.hpp"
#include "pages/page.hpp"

namespace vigie::embedded {
extern const std::span<const base::EmbeddedFile> pages_files;
}

namespace vigie::pages {

namespace {

constexpr std::size_t most_communes = 8;
constexpr std::size_t least_letters = 2;

/// One line a commune, the most peopled first: what is looked for, the name, the département, apart by tabs (src/web/build.mjs).
std::string_view communes_text() {
  for (const auto& file : embedded::pages_files)
    if (file.path.ends_with("communes.txt")) return file.content;
  throw base::Bug("the list of communes");
}

bool has_word(std::string_view key, std::string_view typed) {
  for (std::size_t at = key.find(typed); at != key.npos; at = key.find(typed, at + 1))
    if (at > 0 && key[at - 1] == ' ') return true;
  return false;
}

std::string show_departement(std::string_view code) {
  const forms::Departement* known = forms::find_departement(code);
  return known ? fmt::format("{} – {}", known->code, known->name) : std::string(code);
}

}  // namespace

std::vector<Commune> find_communes(std::string_view typed, std::string_view departement) {
  if (typed.size() < least_letters) return {};
  std::array<std::vector<Commune>, 4> found;  // begins here, begins elsewhere, a word here, a word elsewhere
  for (std::string_view rest = communes_text(); !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::size_t name_at = line.find('\t') + 1, departement_at = line.rfind('\t') + 1;
    const std::string_view key = line.substr(0, name_at - 1), code = line.substr(departement_at);
    const bool begins = key.starts_with(typed);
    if (!begins && !has_word(key, typed)) continue;
    auto& rank = found[(begins ? 0U : 2U) + (code == departement ? 0U : 1U)];
    if (rank.size() < most_communes) rank.push_back({line.substr(name_at, departement_at - name_at - 1), code});
  }
  std::vector<Commune> all;
  for (const auto& rank : found)
    for (const Commune& one : rank)
      if (all.size() < most_communes) all.push_back(one);
  return all;
}

http::Response post_commune_reading(const Context& context, const http::Request& request, const access::Actor&) {
  const auto body = read_body(request);
  if (!body) return refuse(context, request, body.error());
  boost::json::array communes;
  for (const Commune& one : find_communes(body->text("texte"), body->text("departement")))
    communes.push_back(boost::json::object{{"nom", one.name}, {"departement", show_departement(one.departement)}});
  http::Response response;
  response.body = base::to_text(boost::json::object{{"communes", std::move(communes)}});
  return response;
}

}  // namespace vigie::pages
