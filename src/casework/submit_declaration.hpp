#pragma once
#include "access/policy.hpp"
#include "casework/file.hpp"
#include "forms/check.hpp"
#include "store/drafts.hpp"

namespace vigie::casework {

/// What somebody sends: a form, its answers, and what a person chose about minor and absence.
struct Submission {
  std::string form;
  boost::json::object answers;
  std::optional<base::MinorId> minor;
  bool new_minor = false;
  std::optional<base::EpisodeId> episode;
  bool new_episode = false;
  std::optional<base::DeclarationId> amends;
  std::optional<std::int64_t> seen_version;  // of the absence, when the sender said which it saw
  std::optional<store::DraftVersion> draft;  // what it was typed in: signed with it, or 412 brouillon_modifie
  bool imported = false;  // told in the past: its alerts wait
  bool returns = false;  // through the « return » of an absence: refused when it has ended already
};

/// The answers of a submission, checked, and what is made of them before the writer's turn.
struct Ready {
  boost::json::object answers;
  episodes::ToldFacts facts;
  identity::Person person;  // told when it is signed
  store::Content content;
};
Ready make_ready(const Desk& desk, const std::string& form, forms::Checked checked);

struct Made;

/// What was made, by ids: what a repeated request is answered from.
struct Receipt {
  base::DeclarationId declaration;
  std::optional<base::MinorId> minor;
  std::string how;  // chosen, linked, created
  std::optional<base::EpisodeId> episode;
  std::optional<base::AssessmentId> assessment;
  std::vector<base::AlertId> alerts;
  std::shared_ptr<const Made> made = {};  // the first time: the same in full, so that nothing is read again
};
boost::json::object to_json(const Receipt& receipt);
Receipt receipt_from(const boost::json::object& json);

/// Signs a declaration: finds or adds the minor, attaches it to an absence or opens one, assesses, raises alerts, in one
/// durable act. Refuses: formulaire_interdit (403), what forms::check refuses, mineur_inconnu, absence_inconnue,
/// choix_contradictoire, majeur, retour_sans_mineur, entretien_sans_absence (422), retour_deja_connu, deja_rentre, encore_absent
/// (409), correction_impossible.
/// `at`: when it was signed; now, unless it is imported.
base::Result<Receipt> submit_declaration(const Desk& desk, const access::Actor& actor, const Submission& submission,
                                         const std::optional<store::Repetition>& repetition = std::nullopt,
                                         std::optional<base::Instant> at = std::nullopt);


/// The form, when it exists and, to sign it, when the role may: formulaire_inconnu (422), formulaire_interdit (403).
base::Result<const forms::Form*> check_form(const Desk& desk, const access::Actor& actor, std::string_view id,
                                            forms::Purpose purpose);
/// Checks a submission without its file: form, role, answers, contradictory choices.
base::Result<forms::Checked> check_submission(const Desk& desk, const access::Actor& actor, const Submission& submission,
                                              base::Instant now, std::string_view zone, forms::Purpose purpose);

}  // namespace vigie::casework
