#include "casework/links.hpp"

#include "store/departures.hpp"

namespace vigie::casework {

namespace {

constexpr base::Duration together = std::chrono::hours{3};
constexpr std::string_view departure = "depart";

/// What a person reads of one declaration of a child, the children met so far remembered.
class Readers {
 public:
  Readers(const Desk& desk, const store::Reading& reading, const Readable& own) : desk_(desk), reading_(reading), own_(own) {}

  /// Whether the person may know that it was told: a home does not of absences before it hosted the child.
  bool knows(const File& file, const store::MarkTold& told) const {
    return own_.unknown().empty() || std::none_of(file.voices.begin(), file.voices.end(), [&](const episodes::Voice& voice) {
      return voice.id == told.declaration && voice.episode && own_.unknown().contains(*voice.episode);
    });
  }
  bool reads_own(const store::MarkTold& told) const { return reads(own_, told); }
  /// The other child's file opens to the person.
  bool opens(base::MinorId other) { return of(other).minor.has_value(); }
  bool reads_other(base::MinorId other, const store::MarkTold& told) {
    const Other& one = of(other);
    return one.minor && reads(*one.readable, told);
  }
  const store::Minor& minor(base::MinorId other) { return *of(other).minor; }

 private:
  struct Other {
    std::optional<store::Minor> minor;
    std::optional<Readable> readable;
  };
  bool reads(const Readable& readable, const store::MarkTold& told) const {
    const forms::Field* field = field_told(desk_.forms, told.form, told.field);
    return field && readable.reads(told.declaration, *field);
  }
  const Other& of(base::MinorId id) {
    const auto known = others_.find(id);
    if (known != others_.end()) return known->second;
    Other other{store::find_minor(reading_, id), {}};
    if (other.minor) other.readable = readable_by(reading_, id);
    return others_.emplace(id, std::move(other)).first->second;
  }

  const Desk& desk_;
  const store::Reading& reading_;
  const Readable& own_;
  std::map<base::MinorId, Other> others_;
};

/// Evidence by child, each piece once.
class Gathered {
 public:
  void add(base::MinorId other, LinkEvidence evidence) {
    auto& all = by_child_[other];
    const bool known = std::any_of(all.begin(), all.end(), [&](const LinkEvidence& one) {
      return one.kind == evidence.kind && one.other.declaration == evidence.other.declaration && one.other.at == evidence.other.at;
    });
    if (!known) all.push_back(std::move(evidence));
  }
  std::map<base::MinorId, std::vector<LinkEvidence>> take() { return std::move(by_child_); }

 private:
  std::map<base::MinorId, std::vector<LinkEvidence>> by_child_;
};

LinkEvidence::Side side_of(const store::MarkTold& told) { return {told.declaration, told.field, told.signed_at}; }

/// How a mark is told of: two names that meet are somebody who left with both, or one who left with the other.
std::string_view kind_of(const store::SharedMark& shared) {
  return shared.own.kind == identity::MarkKind::child ? identity::to_text(identity::MarkKind::child) : identity::to_text(shared.other.kind);
}

struct LeftTogether {
  base::Instant departed;
  store::Departure other;
};

/// Whose departures from the same home are less than three hours away from one of the child's.
std::vector<LeftTogether> departures_with(const store::Reading& reading, const File& file) {
  std::map<base::EpisodeId, std::set<base::OrganisationId>> homes;
  std::map<base::OrganisationId, bool> known;
  for (const episodes::Voice& voice : file.voices) {
    if (voice.silenced || !voice.episode) continue;
    if (!known.contains(voice.organisation)) known[voice.organisation] = store::is_home(reading, voice.organisation);
    if (known[voice.organisation]) homes[*voice.episode].insert(voice.organisation);
  }
  std::vector<LeftTogether> found;
  for (const episodes::Episode& episode : file.line.episodes) {
    if (!episode.counts()) continue;
    const base::Instant departed = episode.departed.latest;
    for (const base::OrganisationId home : homes[episode.id])
      for (const store::Departure& one : store::list_departures_of(reading, home, departed - together, departed + together))
        if (std::find(file.family.begin(), file.family.end(), one.minor) == file.family.end()) found.push_back({departed, one});
  }
  return found;
}

}  // namespace

const forms::Field* field_told(const forms::Catalogue& forms, const std::string& form, const std::string& field) {
  const forms::Form* then = forms.find(form);
  const forms::Field* found = then ? then->find(field) : nullptr;
  return found ? found : forms.find_field(field);
}

LinksView list_links(const Desk& desk, const store::Reading& reading, const File& file, const Readable& readable, const File& heard) {
  LinksView view;
  if (reading.scope.reach == access::Scope::Reach::pseudonymous) return view;
  Readers readers(desk, reading, readable);
  Gathered gathered;
  for (const store::SharedMark& shared : store::list_shared_marks(reading, file.voices, file.minor)) {
    if (!readers.knows(file, shared.own)) continue;
    if (readers.reads_own(shared.own) && readers.reads_other(shared.minor, shared.other))
      gathered.add(shared.minor, {kind_of(shared), side_of(shared.own), side_of(shared.other)});
    else
      view.withheld = true;
  }
  // A home may not know of every absence: those that it does not hear of link nobody to it.
  for (const LeftTogether& one : departures_with(reading, heard)) {
    if (readers.opens(one.other.minor)) gathered.add(one.other.minor, {departure, {{}, "", one.departed}, {{}, "", one.other.departed}});
    else view.withheld = true;
  }
  for (auto& [other, evidence] : gathered.take()) view.links.push_back({show_minor(desk, reading, readers.minor(other)), std::move(evidence)});
  std::stable_sort(view.links.begin(), view.links.end(), [](const LinkView& a, const LinkView& b) { return a.evidence.size() > b.evidence.size(); });
  return view;
}

std::vector<PseudonymousLink> list_pseudonymous_links(const Desk& desk, const store::Reading& reading, base::MinorId minor) {
  const File file = load_line(reading, minor);
  std::map<base::MinorId, std::set<std::string_view>> kinds;
  const auto reads = [&](const store::MarkTold& told) {
    const forms::Field* field = field_told(desk.forms, told.form, told.field);
    return field && access::reach_of(reading.scope, field->data) >= access::Reach::pseudonymous;
  };
  for (const store::SharedMark& shared : store::list_shared_marks(reading, file.voices, file.minor))
    if (reads(shared.own) && reads(shared.other)) kinds[shared.minor].insert(kind_of(shared));
  for (const LeftTogether& one : departures_with(reading, file)) kinds[one.other.minor].insert(departure);
  std::vector<PseudonymousLink> links;
  for (auto& [other, by] : kinds) links.push_back({store::pseudonym(reading, other), std::move(by)});
  return links;
}

std::string_view label_of_evidence(std::string_view kind) {
  if (kind == departure) return "Partis du même foyer à moins de trois heures";
  const auto mark = identity::parse_mark_kind(kind);
  base::require(mark.has_value(), "evidence is of a kind");
  switch (*mark) {
    case identity::MarkKind::phone: return "Même téléphone";
    case identity::MarkKind::handle: return "Même compte";
    case identity::MarkKind::plate: return "Même plaque";
    case identity::MarkKind::address: return "Même adresse";
    case identity::MarkKind::companion: return "Même personne nommée";
    case identity::MarkKind::child: break;
  }
  return "Dit parti avec l’autre";
}

}  // namespace vigie::casework
