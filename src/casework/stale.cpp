#include "casework/stale.hpp"

#include "store/alerts.hpp"
#include "store/changed.hpp"

namespace vigie::casework {

namespace {

/// Who reads a member of what they reach.
enum class Readers { all, fpr, merges, added };  // of a kind of data; added: a home reads what its own organisation added

struct Member {
  std::string_view pointer;
  std::string_view label;
  Readers readers = Readers::all;
};

constexpr Member episode_members[] = {
    {"/minor", "Le dossier du mineur"},
    {"/number", "Le rang de l’absence"},
    {"/category", "La catégorie"},
    {"/status", "Le statut"},
    {"/closed_reason", "Le motif de clôture"},
    {"/departed", "Le départ"},
    {"/returned", "Le retour"},
    {"/absence_hours", "La durée de l’absence"},
    {"/departement", "Le département"},
    {"/fpr/inscrit_le", "L’inscription au FPR"},
    {"/fpr/desinscrit_le", "La désinscription du FPR"},
    {"/fpr/numero", "Le numéro FPR", Readers::fpr},
    {"/fpr/categorie", "La catégorie FPR", Readers::fpr},
    {"/fpr/service", "Le service inscripteur", Readers::fpr},
    {"/fpr/motif_de_non_inscription", "Le motif de non-inscription au FPR", Readers::fpr},
    {"/proposed", "La proposition des règles"},
    {"/decision", "La décision"},
    {"/qualification", "La qualification"},
    {"/level", "Le niveau"},
    {"/declarations", "Les déclarations", Readers::added},
    {"/assessments", "Les évaluations"},
    {"/decisions", "Les décisions"},
    {"/disagreements", "Les désaccords", Readers::added},
};

constexpr Member alert_members[] = {
    {"/kind", "Le type d’alerte"},
    {"/label", "L’intitulé"},
    {"/audience", "Les destinataires"},
    {"/raised_at", "L’heure de l’alerte"},
    {"/due_at", "L’échéance"},
    {"/state", "L’état"},
    {"/assigned_to", "La personne chargée"},
    {"/acknowledged_by", "La prise en compte"},
    {"/acknowledged_at", "L’heure de la prise en compte"},
    {"/resolved_by", "La résolution"},
    {"/resolved_at", "L’heure de la résolution"},
    {"/outcome", "L’issue"},
    {"/note", "La note"},
    {"/step", "Le palier d’élargissement"},
};

constexpr Member minor_members[] = {
    {"/identity", "L’identité"},
    {"/history", "L’historique"},
    {"/episodes", "Les absences"},
    {"/merges", "Les dossiers réunis", Readers::merges},
};

bool reads_all(const access::Actor& actor, access::Data data) { return access::reads(actor, data, access::Hold::stranger); }

/// The version that last changed what this actor reads of a member.
std::int64_t last_read(const store::Changed& changed, const Member& member, const access::Actor& actor) {
  switch (member.readers) {
    case Readers::all: return changed.last(member.pointer);
    case Readers::fpr: return reads_all(actor, access::Data::fpr) ? changed.last(member.pointer) : 0;
    case Readers::merges: return reads_all(actor, access::Data::merges) ? changed.last(member.pointer) : 0;
    case Readers::added:
      if (access::scope_of(actor).reach == access::Scope::Reach::all) return changed.last_of_any(member.pointer);
      return changed.last(store::added_by(member.pointer, actor.organisation.text()));
  }
  throw base::Bug("a member without readers");
}

base::Error stale(std::int64_t seen, std::int64_t stands, const std::string& changed, std::span<const Member> members,
                  const access::Actor& actor) {
  base::Error error{base::Kind::stale, "version_depassee",
                    fmt::format("Ce dossier a changé depuis que vous l’avez lu (version {}, et non {}). Relisez-le avant "
                                "de recommencer.", stands, seen)};
  const store::Changed versions(changed);
  for (const Member& member : members)
    if (last_read(versions, member, actor) > seen)
      error.fields.push_back({std::string(member.pointer), "modifie_depuis",
                              fmt::format("{} : modifié depuis que vous l’avez lu.", member.label)});
  return error;
}

}  // namespace

base::Status check_seen(const access::Actor& actor, const std::optional<std::int64_t>& seen, const store::EpisodeRecord& record) {
  if (!seen || *seen == record.version) return base::Done{};
  return stale(*seen, record.version, record.changed, episode_members, actor);
}

base::Status check_seen(const store::Reading& all, const access::Actor& actor, const std::optional<std::int64_t>& seen,
                        const alerts::Alert& alert) {
  if (!seen || *seen == alert.version) return base::Done{};
  return stale(*seen, alert.version, store::changed_of(all, alert.id), alert_members, actor);
}

base::Status check_seen(const store::Reading& all, const access::Actor& actor, const std::optional<std::int64_t>& seen,
                        const store::Minor& minor) {
  if (!seen || *seen == minor.version) return base::Done{};
  return stale(*seen, minor.version, store::changed_of(all, minor.id), minor_members, actor);
}

}  // namespace vigie::casework
