#include "pages/board_filter.hpp"

#include <charconv>

#include "forms/departement.hpp"
#include "pages/french.hpp"

namespace vigie::pages {

namespace {

constexpr triage::Level levels_first[] = {triage::Level::critique, triage::Level::eleve, triage::Level::vigilance, triage::Level::aucun};
constexpr triage::Qualification qualifications[] = {triage::Qualification::inquietante, triage::Qualification::a_examiner, triage::Qualification::classique};

std::string asked_value(const http::Request& request, std::string_view name) { return std::string(request.query_value(name).value_or("")); }

void add_option(Dict& at, std::string_view part, std::string_view code, std::string_view label, bool chosen) {
  Dict option = at.add(part);
  option.set("CODE", code).set("LABEL", label);
  option.show_if(chosen, "CHOSEN");
}

}  // namespace

AskedBoard read_asked_board(const http::Request& request) {
  AskedBoard asked;
  casework::WatchFilter& filter = asked.filter;
  filter.level = triage::parse_level(asked_value(request, "niveau"));
  filter.qualification = triage::parse_qualification(asked_value(request, "qualification"));
  filter.phase = episodes::parse_phase(asked_value(request, "phase"));
  if (const std::string code = asked_value(request, "departement"); forms::find_departement(code)) filter.departement = code;
  filter.organisation = base::OrganisationId::parse(asked_value(request, "organisation"));
  filter.mine = asked_value(request, "miennes") == "oui";
  const std::string page = asked_value(request, "page");
  std::size_t number = 1;
  const auto [end, error] = std::from_chars(page.data(), page.data() + page.size(), number);
  if (error == std::errc() && end == page.data() + page.size() && number >= 1 && number <= 10'000) asked.page = number;
  return asked;
}

std::string address_of(std::string_view path, const AskedBoard& asked) {
  std::string address(path);
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) address += fmt::format("{}{}={}", address.size() == path.size() ? '?' : '&', name, value);
  };
  const casework::WatchFilter& filter = asked.filter;
  if (filter.level) add("niveau", triage::to_text(*filter.level));
  if (filter.qualification) add("qualification", triage::to_text(*filter.qualification));
  if (filter.phase) add("phase", episodes::to_text(*filter.phase));
  add("departement", filter.departement);
  if (filter.organisation) add("organisation", filter.organisation->text());
  if (filter.mine) add("miennes", "oui");
  if (asked.page > 1) add("page", fmt::to_string(asked.page));
  return address;
}

bool narrows(const casework::WatchFilter& filter) {
  return filter.level || filter.qualification || filter.phase || !filter.departement.empty() || filter.organisation || filter.mine;
}

void draw_filter(Dict& at, const casework::WatchFilter& filter, const casework::Board& board) {
  for (const auto level : levels_first) add_option(at, "LEVEL_CHOICE", triage::to_text(level), show_level(level).label, filter.level == level);
  for (const auto one : qualifications)
    add_option(at, "QUALIFICATION_CHOICE", triage::to_text(one), show_qualification(one).label, filter.qualification == one);
  for (const auto phase : episodes::phases()) add_option(at, "PHASE_CHOICE", episodes::to_text(phase), show_phase(phase), filter.phase == phase);
  std::set<std::string> codes = board.departements;
  if (!filter.departement.empty()) codes.insert(filter.departement);
  for (const std::string& code : codes) add_option(at, "DEPARTEMENT_CHOICE", code, show_departement(code), filter.departement == code);
  at.show_if(filter.mine, "MINE");
  if (board.declarants.empty()) return;
  Dict organisations = at.add("ORGANISATIONS");
  for (const auto& [name, id] : board.declarants) add_option(organisations, "ORGANISATION_CHOICE", id.text(), name, filter.organisation == id);
}

std::string_view show_phase(episodes::Phase phase) {
  switch (phase) {
    case episodes::Phase::to_2_h: return "0 à 2 h : recherches immédiates";
    case episodes::Phase::to_24_h: return "2 à 24 h";
    case episodes::Phase::to_48_h: return "24 à 48 h";
    case episodes::Phase::to_72_h: return "48 à 72 h";
    case episodes::Phase::to_7_d: return "3 à 7 jours";
    case episodes::Phase::to_28_d: return "1 à 4 semaines";
    case episodes::Phase::beyond: return "au-delà de 4 semaines";
  }
  throw base::Bug("a phase without words");
}

std::string show_departement(std::string_view code) {
  const forms::Departement* known = forms::find_departement(code);
  return known ? fmt::format("{} – {}", known->code, known->name) : "département inconnu";
}

}  // namespace vigie::pages
