#pragma once
#include "casework/draft.hpp"
#include "tests/casework/house.hpp"

namespace vigie::tests {

using casework::Seen;

/// The house with people who resume each other's drafts, and short ways to type.
struct Drafting : House {
  access::Actor mimosas2 = add_actor("mimosas2", access::Role::foyer, "Les Mimosas");

  static Seen version(std::int64_t seen) { return {true, seen}; }
  static object patch(object answers) { return {{"answers", std::move(answers)}}; }
  store::Draft begin(const access::Actor& by, std::string_view form, object answers) {
    return kept(casework::begin_draft(desk, by, {{"form", form}, {"answers", std::move(answers)}}));
  }
  base::Result<casework::DraftView> type(const access::Actor& by, const store::Draft& read, object answers) {
    return casework::save_draft(desk, by, read.id, patch(std::move(answers)), version(read.version));
  }
  store::Draft save(const access::Actor& by, const store::Draft& read, object answers) {
    return kept(type(by, read, std::move(answers)));
  }
  store::Draft open(const access::Actor& by, base::DraftId id) {
    return kept(casework::open_draft(desk, by, id, "consultation"));
  }
  /// As it stands, whoever asks.
  store::Draft draft(const store::Draft& known) const {
    return look([&](const store::Reading& reading) {
      return store::find_draft(reading, known.organisation, known.id).value();
    });
  }
  std::size_t listed(const access::Actor& by) { return casework::list_drafts(desk, by, {}, 50).size(); }
  /// "brouillon ecoutant, brouillon_repris suivi": the lines about a draft, in order.
  std::string lines(const store::Draft& about) const {
    std::string all;
    for (const std::string& row : RawDatabase(file()).rows(
             "SELECT u.act || ' ' || a.login FROM audit u JOIN account a ON a.id = u.account WHERE u.subject_id = '" +
             about.id.text() + "' ORDER BY u.number"))
      all += (all.empty() ? "" : ", ") + row;
    return all;
  }
  std::string changes(const store::Draft& about) const {
    std::string versions;
    for (const std::string& row : RawDatabase(file()).rows("SELECT version FROM change WHERE kind = 'draft' AND subject = '" +
                                                           about.id.text() + "' AND minor IS NULL ORDER BY number"))
      versions += row + " ";
    return versions;
  }

 private:
  static store::Draft kept(const base::Result<casework::DraftView>& view) {
    if (!view) throw base::Bug("refused: " + view.error().code + ": " + view.error().text);
    return view->draft;
  }
};

/// "/answers/nom:champ_inconnu …" of a refusal.
inline std::string fields_of(const base::Error& error) {
  std::string all;
  for (const base::FieldError& field : error.fields) all += field.pointer + ":" + field.code + " ";
  return all;
}
inline object answers_of(const store::Draft& draft) { return draft.said.at("answers").as_object(); }

}  // namespace vigie::tests
