#include "casework/import_detail.hpp"

#include "store/accounts.hpp"

namespace vigie::casework {

namespace {

void add_sorted(std::string& text, const boost::json::value& value) {
  if (value.is_array()) {
    text += '[';
    for (const auto& item : value.get_array()) {
      add_sorted(text, item);
      text += ',';
    }
    text += ']';
    return;
  }
  if (!value.is_object()) {
    text += base::to_text(value);
    return;
  }
  std::vector<std::pair<std::string_view, const boost::json::value*>> members;
  for (const auto& [key, member] : value.get_object()) members.emplace_back(std::string_view(key.data(), key.size()), &member);
  std::sort(members.begin(), members.end());
  text += '{';
  for (const auto& [key, member] : members) {
    text += fmt::format("{}:{}=", key.size(), key);
    add_sorted(text, *member);
    text += ',';
  }
  text += '}';
}

base::Error reused() {
  return base::field_error("/key", "cle_reutilisee",
                           "Cette clé a déjà été reprise avec un autre contenu : une déclaration signée ne change pas, une "
                           "correction est une nouvelle ligne avec sa propre clé.");
}

/// The minor that the line designates must be that of the declaration that its key made.
bool same_minor(const store::Reading& reading, const PreparedPast& one, const store::Declaration& declaration) {
  if (!one.minor_key || !declaration.minor) return true;
  const auto designated = store::find_minor_by_key(reading, *one.minor_key);
  return designated && store::root_of(reading, *designated) == store::root_of(reading, *declaration.minor);
}

bool says_the_same(const store::Declaration& declaration, const PreparedPast& one) {
  return declaration.form == one.submission.form && declaration.organisation == one.actor.organisation &&
         declaration.signed_at == one.at && declaration.answers == one.ready.answers;
}

}  // namespace

std::string said_by(const PastDeclaration& past) {
  std::string text = fmt::format("{}\n{}\n{}\n", past.form, past.organisation, past.signed_at.ms);
  add_sorted(text, past.answers);
  return text;
}

base::Result<bool> is_known(const store::Reading& reading, const PreparedPast& one) {
  const auto taken = store::find_taken_line(reading, *one.key);
  auto id = taken ? std::optional(taken->declaration) : base::DeclarationId::parse(one.key->text);
  if (!id) return false;
  const auto declaration = store::find_declaration(reading, *id);
  if (!declaration) return false;  // the id of another directory
  const bool same = (taken && taken->body_digest == one.body_digest) || says_the_same(*declaration, one);
  if (!same || !same_minor(reading, one, *declaration)) return reused();
  return true;
}

base::Status designate(const store::Unit& unit, const PreparedPast& one, Submission& submission, Signing& signing) {
  const store::Reading& reading = unit.reading();
  if (one.amends) {
    const auto corrected = store::find_taken_line(reading, *one.amends);
    submission.amends = corrected ? corrected->declaration : base::DeclarationId::parse(one.amends->text);
    if (!submission.amends)
      return base::field_error("/amends", "correction_inconnue", "La ligne à corriger n’a pas été reprise.");
  }
  if (one.after) {
    const auto before = store::find_taken_line(reading, *one.after);
    const auto declaration = before ? store::find_declaration(reading, before->declaration) : std::nullopt;
    if (!declaration)
      return base::field_error("", "ligne_liee_refusee", "La déclaration de cette ligne du tableau n’a pas été reprise : son retour ne l’est pas non plus.");
    submission.episode = declaration->episode;
    return base::Done{};
  }
  if (one.episode_key) {
    submission.episode = store::find_episode_by_key(reading, *one.episode_key);
    const auto id = base::EpisodeId::parse(one.episode_key->text);
    signing.told_so = id && submission.episode != id;
    if (id && !submission.episode) signing.apart = [&reading](base::EpisodeId other) { return store::has_foreign_id(reading, other); };
  }
  const bool concerned = signing.absent || signing.voice.form == "preventive";
  if (!one.minor_key || !concerned || submission.amends) return base::Done{};
  submission.minor = store::find_minor_by_key(reading, *one.minor_key);
  const bool unknown_return = signing.voice.about_return() && !signing.told_so;
  if (submission.minor || submission.episode || unknown_return) return base::Done{};
  const auto alike = find_decisive(reading, signing.person);
  if (alike && !store::has_key(reading, *alike)) signing.designated = Match{alike, "linked"};
  else signing.designated = Match{std::nullopt, "created"};
  return base::Done{};
}

void remember(store::Unit& unit, const PreparedPast& one, const Signing& signed_one, const Receipt& receipt) {
  if (one.key) store::add_taken_line(unit, *one.key, one.body_digest, receipt.declaration, signed_one.row);
  // A key that found the minor is kept already, unless it found it by being its id.
  const bool kept = one.minor_key && signed_one.submission.minor && !base::MinorId::parse(one.minor_key->text);
  if (one.minor_key && receipt.minor && !kept) store::add_minor_key(unit, *one.minor_key, *receipt.minor);
  if (one.episode_key && receipt.episode) store::add_episode_key(unit, *one.episode_key, *receipt.episode);
}

base::Error in_words_of_a_line(base::Error error) {
  for (base::FieldError& field : error.fields) {
    if (field.pointer == "/minor") field.pointer = "/minor_key";
    if (field.pointer == "/episode") field.pointer = "/episode_key";
    if (field.code != "retour_sans_mineur") continue;
    field.detail = "Un retour doit désigner un mineur que d’autres lignes font connaître (« minor_key » ou « episode_key »).";
    error.text = field.detail;
  }
  return error;
}

}  // namespace vigie::casework
