#include "casework/readable.hpp"

#include "casework/transmit.hpp"
#include "store/near.hpp"
#include "store/openings.hpp"
#include "store/placements.hpp"
#include "store/signers.hpp"

namespace vigie::casework {

namespace {

/// The kinds that a reader reads of what it comes to in this way. Under a pseudonym, what may be read so is read.
Readable::Kinds kinds_read(const access::Scope& scope, access::Hold hold) {
  Readable::Kinds kinds;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const auto data = static_cast<access::Data>(i);
    kinds.set(i, access::reads(scope, data, hold) || access::reach_of(scope, data) == access::Reach::pseudonymous);
  }
  return kinds;
}

/// The facts of a voice that are open; nothing when all are.
std::optional<episodes::ToldFacts> pick_open_facts(const forms::Catalogue& forms, const episodes::Voice& voice, const Readable& readable) {
  if (readable.reads_all(voice.id, forms.kinds_of(voice.form))) return std::nullopt;
  const forms::Form* form = forms.find(voice.form);
  const Readable::Part part = readable.of(voice.id);
  base::Facts::sequence_type open;
  const base::Facts& facts = voice.facts;
  for (const auto& fact : facts) {
    const forms::Field* field = form ? form->find(fact.first) : nullptr;
    if (!field) field = forms.find_field(fact.first);  // of an earlier version of the form
    if (field && part.reads(*field)) open.push_back(fact);
  }
  if (open.size() == facts.size()) return std::nullopt;
  base::Facts kept;
  kept.adopt_sequence(boost::container::ordered_unique_range, std::move(open));
  return episodes::ToldFacts(std::move(kept));
}

/// As if these absences had not been told.
void leave_out(const std::set<base::EpisodeId>& unknown, File& file) {
  std::erase_if(file.voices, [&](const episodes::Voice& voice) { return voice.episode && unknown.contains(*voice.episode); });
  for (auto& [id, record] : file.records)
    record.episode.number -= static_cast<int>(std::count_if(file.line.episodes.begin(), file.line.episodes.end(), [&](const auto& one) {
      return unknown.contains(one.id) && one.departed.latest < record.episode.departed.latest;
    }));
  std::erase_if(file.records, [&](const auto& one) { return unknown.contains(one.first); });
  std::erase_if(file.line.episodes, [&](const episodes::Episode& one) { return unknown.contains(one.id); });
}

}  // namespace

Readable::Readable(const access::Scope& scope, Ways ways)
    : mine_(kinds_read(scope, access::Hold::own)),
      nearby_(kinds_read(scope, access::Hold::departement)),
      others_(kinds_read(scope, access::Hold::stranger)),
      own_(std::move(ways.own)),
      near_(std::move(ways.near)),
      unknown_(std::move(ways.unknown)) {
  for (std::size_t i = 0; ways.urgently && i < others_.size(); ++i)
    if (access::reads_urgently(scope, static_cast<access::Data>(i))) {
      nearby_.set(i);
      others_.set(i);
    }
  const Kinds open = kinds_read(scope, access::Hold::given);
  for (const store::Given& one : ways.given) {
    Opened opened{open, one.fields};
    if (!opens_caller(one.basis)) opened.kinds.reset(static_cast<std::size_t>(access::Data::caller));
    given_.emplace(one.declaration, std::move(opened));
  }
}

bool Readable::opens(base::DeclarationId id) const {
  const auto [first, last] = given_.equal_range(id);
  return kinds_of(id).any() || std::any_of(first, last, [](const auto& one) { return one.second.kinds.any(); });
}

bool Readable::Part::reads(const forms::Field& field) const {
  const auto kind = static_cast<std::size_t>(field.data);
  return kinds.test(kind) || std::any_of(given.first, given.second, [&](const auto& one) {
           const Opened& opened = one.second;
           return opened.kinds.test(kind) && (opened.fields.empty() || opened.fields.contains(field.id));
         });
}

Readable readable_by(const store::Reading& reading, base::MinorId minor) {
  const store::Family family = store::family_of(reading, minor);
  return {reading.scope, {store::list_signed_about(reading, family, reading.scope.organisation), store::list_near(reading, family),
                          store::list_given(reading, family), store::find_urgent_access(reading, family).has_value(),
                          store::list_before_placement(reading, family)}};
}

Readable readable_in(const store::Reading& reading, const File& file) {
  std::set<base::DeclarationId> own;
  for (const episodes::Voice& voice : file.voices)
    if (voice.organisation == reading.scope.organisation) own.insert(voice.id);
  return {reading.scope, {std::move(own), store::list_near(reading, file.family), store::list_given(reading, file.family),
                          store::find_urgent_access(reading, file.family).has_value(),
                          store::list_before_placement(reading, file.family)}};
}

std::optional<episodes::ToldFacts> Hearer::open_facts(const episodes::Voice& voice) {
  if (voice.id == base::DeclarationId{}) return pick_open_facts(forms_, voice, readable_);  // being typed: not yet one declaration
  const auto known = known_.find(voice.id);
  return known != known_.end() ? known->second : known_.emplace(voice.id, pick_open_facts(forms_, voice, readable_)).first->second;
}

bool Hearer::missed(base::DeclarationId id) const {
  const auto known = known_.find(id);
  return known != known_.end() && known->second;
}

std::optional<File> Hearer::hear(const File& file) {
  std::optional<File> heard;
  for (std::size_t i = 0; i < file.voices.size(); ++i) {
    auto open = open_facts(file.voices[i]);
    if (!open) continue;
    if (!heard) heard = file;
    heard->voices[i].facts = std::move(*open);
  }
  const auto closed = [&](const episodes::Voice& voice) { return !readable_.opens(voice.id); };
  if (!heard && std::any_of(file.voices.begin(), file.voices.end(), closed)) heard = file;
  if (heard) std::erase_if(heard->voices, closed);
  if (!readable_.unknown().empty()) leave_out(readable_.unknown(), heard ? *heard : heard.emplace(file));
  return heard;
}

namespace {

/// Without the answers that are closed.
std::optional<store::Declaration> opened(const store::Reading& reading, const Readable& readable, store::Declaration declaration) {
  if (!readable.opens(declaration.id)) return std::nullopt;
  if (readable.reads_all(declaration.id)) return declaration;
  const forms::Form* form = reading.forms.find(declaration.form, declaration.form_version);
  boost::json::object open;
  for (const auto& [key, value] : declaration.answers) {
    const forms::Field* field = form ? form->find(key) : nullptr;
    if (field && readable.reads(declaration.id, *field)) open[key] = value;
  }
  declaration.partial = open.size() < declaration.answers.size();
  declaration.answers = std::move(open);
  return declaration;
}

}  // namespace

std::optional<store::Declaration> find_readable(const store::Reading& reading, const Readable& readable, base::DeclarationId id) {
  auto found = store::find_declaration(reading, id);
  if (!found) return std::nullopt;
  return opened(reading, readable, std::move(*found));
}

std::optional<store::Declaration> find_readable(const store::Reading& reading, base::DeclarationId id) {
  auto found = store::find_declaration(reading, id);
  if (!found) return std::nullopt;
  Readable::Ways ways;
  if (found->organisation == reading.scope.organisation) ways.own.insert(id);
  if (store::is_near(reading, id)) ways.near.insert(id);
  ways.given = store::list_given(reading, id);
  ways.urgently = found->minor && store::find_urgent_access(reading, store::family_of(reading, *found->minor));
  const Readable readable(reading.scope, std::move(ways));
  return opened(reading, readable, std::move(*found));
}

}  // namespace vigie::casework
