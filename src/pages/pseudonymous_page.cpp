#include "casework/open_file.hpp"
#include "forms/departement.hpp"
#include "pages/absence_sheet.hpp"
#include "pages/assessment_view.hpp"
#include "pages/cursor.hpp"

namespace vigie::pages {

namespace {

constexpr int most_pseudonymous = 100;

template <class T>
struct Choice {
  T value;
  std::string_view label;
};
constexpr Choice<episodes::Status> status_choices[] = {{episodes::Status::en_cours, "Absent"}, {episodes::Status::localise, "Localisé, pas rentré"},
                                                 {episodes::Status::rentre, "Rentré"}, {episodes::Status::retour_presume, "Retour présumé"},
                                                 {episodes::Status::clos, "Clos"}};
constexpr Choice<triage::Level> level_choices[] = {{triage::Level::aucun, "Aucun signe recueilli à ce stade"}, {triage::Level::vigilance, "Vigilance"},
                                            {triage::Level::eleve, "Élevé"}, {triage::Level::critique, "Critique"}};

struct AskedPseudonymous {
  store::EpisodeFilter filter;
  std::string carried;  // of the address, without the cursor
};

void carry(AskedPseudonymous& asked, std::string_view name, std::string_view value) { asked.carried += fmt::format("&{}={}", name, value); }

AskedPseudonymous asked_in(const http::Request& request) {
  AskedPseudonymous asked;
  if (const auto status = episodes::parse_status(request.query_value("etat").value_or(""))) {
    asked.filter.status = *status;
    carry(asked, "etat", episodes::to_text(*status));
  }
  if (const auto level = triage::parse_level(request.query_value("niveau").value_or(""))) {
    asked.filter.level = *level;
    carry(asked, "niveau", triage::to_text(*level));
  }
  const std::string code(request.query_value("departement").value_or(""));
  for (const forms::Departement& one : forms::list_departements())
    if (one.code == code) {
      asked.filter.departement = code;
      carry(asked, "departement", code);
    }
  asked.filter.after = cursor_of(request);
  asked.filter.limit = most_pseudonymous + 1;
  return asked;
}

void show_filter(Dict& body, const AskedPseudonymous& asked) {
  const auto option = [&](std::string_view part, std::string_view code, std::string_view label, bool chosen) {
    body.add(part).set("CODE", code).set("LABEL", label).show_if(chosen, "CHOSEN");
  };
  for (const auto& [status, label] : status_choices) option("STATE_OPTION", episodes::to_text(status), label, asked.filter.status == status);
  for (const auto& [level, label] : level_choices) option("LEVEL_OPTION", triage::to_text(level), label, asked.filter.level == level);
  for (const forms::Departement& one : forms::list_departements())
    option("PLACE_OPTION", one.code, fmt::format("{} – {}", one.code, one.name), asked.filter.departement == one.code);
}

/// What a row and a page of an absence say alike.
void show_absence_of(Dict& at, const casework::EpisodeView& view, base::Instant now) {
  const store::EpisodeRecord& record = view.record;
  const episodes::Episode& episode = record.episode;
  at.set("REFERENCE", episode.reference).set("PSEUDONYM", view.minor).set("NUMBER", episode.number).set("PATH", "/absences/" + episode.id.text());
  at.set("DEPARTED", show_window(episode.departed, episode.zone)).set("ABSENCE", show_absence(episodes::absence_hours(episode, now)));
  at.set("PLACE", episode.departement.empty() ? "inconnu" : episode.departement);
  show_tag(at, "STATUS", show_status(episode.status));
  show_verdict(at, record.stands, record.decision.has_value());
}

void show_pseudonymous_links(Dict& body, const Context& context, const access::Actor& actor, base::MinorId minor) {
  const auto links = context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    return casework::list_pseudonymous_links(context.desk, reading, minor);
  });
  if (links.empty()) {
    body.show("NO_LINK");
    return;
  }
  Dict shown = body.add("LINKS");
  for (const casework::PseudonymousLink& link : links) {
    std::vector<std::string_view> kinds;
    for (const std::string_view kind : link.kinds) kinds.push_back(casework::label_of_evidence(kind));
    shown.add("LINK").set("PSEUDONYM", link.pseudonym).set("KINDS", fmt::format("{}", fmt::join(kinds, ", ")));
  }
}

}  // namespace

http::Response show_pseudonymous_absences(const Context& context, const http::Request& request, const access::Actor& actor) {
  const AskedPseudonymous asked = asked_in(request);
  Page page(request, actor, "Absences", "absences_pseudonymes.html");
  Dict& body = page.body();
  show_filter(body, asked);
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    auto records = store::list_episodes(reading, asked.filter);
    const bool more = records.size() > most_pseudonymous;
    if (more) records.resize(most_pseudonymous);
    if (more) body.add("NEXT").set("PATH", fmt::format("/absences?apres={}{}", cursor_at(records.back().episode), asked.carried));
    if (records.empty()) return body.show("NONE"), true;
    Dict table = body.add("TABLE");
    table.set("CAPTION", title_of(records.size(), "absence", "absences", "le départ le plus récent d’abord", more || asked.filter.after));
    for (store::EpisodeRecord& record : records) {
      Dict row = table.add("ROW");
      show_absence_of(row, casework::brief(reading, std::move(record)), reading.now);
    }
    return true;
  });
  return page.answer();
}

http::Response show_pseudonymous_absence(const Context& context, const http::Request& request, const access::Actor& actor) {
  const auto id = base::EpisodeId::parse(request.param("id"));
  if (!id) return refuse(context, request, casework::unknown_to_you("Absence"));
  const auto view = casework::open_episode(context.desk, actor, *id, casework::motive_from(request.query_value("motif")));
  if (!view) return refuse(context, request, view.error());
  const base::Instant now = context.desk.store.clock().now();
  Page page(request, actor, fmt::format("Absence {}", view->record.episode.reference), "absence_pseudonyme.html");
  Dict& body = page.body();
  show_absence_of(body, *view, now);
  Quotes quotes;  // no declaration is an analyst's to open
  quotes.zone = view->record.episode.zone;
  show_state(body, "STATE", context, *view, actor, quotes, now);
  body.set("DECLARATIONS", static_cast<std::int64_t>(view->record.episode.declarations.size()));
  show_pseudonymous_links(body, context, actor, view->record.minor);
  for (const store::Decision& decision : view->decisions) {
    Dict one = body.add("DECISION");
    one.set("AT", show_instant(decision.at, quotes.zone));
    show_verdict(one, decision.verdict, true);
  }
  return page.back("/absences", "Absences").answer();
}

}  // namespace vigie::pages
