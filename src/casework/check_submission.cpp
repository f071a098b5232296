#include "casework/submit_declaration.hpp"
#include "forms/check.hpp"

namespace vigie::casework {

base::Result<const forms::Form*> check_form(const Desk& desk, const access::Actor& actor, std::string_view id,
                                            forms::Purpose purpose) {
  const forms::Form* form = desk.forms.find(id);
  if (!form)
    return base::field_error("/form", "formulaire_inconnu",
                             "Le formulaire demandé n’existe pas (classique, inquietante, appel, retour, entretien ou preventive).");
  if (purpose == forms::Purpose::sign && !access::may_sign(actor.role, id))
    return base::Error{base::Kind::forbidden, "formulaire_interdit",
                       fmt::format("Votre rôle ({}) ne permet pas de signer « {} ».", access::to_text(actor.role), form->title)};
  return form;
}

base::Result<forms::Checked> check_submission(const Desk& desk, const access::Actor& actor, const Submission& submission,
                                              base::Instant now, std::string_view zone, forms::Purpose purpose) {
  const auto form = check_form(desk, actor, submission.form, purpose);
  if (!form) return form.error();
  if (submission.minor && submission.new_minor)
    return base::field_error("/new_minor", "choix_contradictoire", "« minor » et « new_minor » ne vont pas ensemble.");
  if (submission.episode && submission.new_minor)
    return base::field_error("/new_minor", "choix_contradictoire",
                             "« episode » désigne déjà un mineur : « new_minor » ne va pas avec lui.");
  if (submission.amends && submission.new_minor)
    return base::field_error("/new_minor", "choix_contradictoire",
                             "Une correction concerne le même mineur : « new_minor » ne va pas avec « amends ».");
  if (submission.episode && submission.new_episode)
    return base::field_error("/new_episode", "choix_contradictoire", "« episode » et « new_episode » ne vont pas ensemble.");
  if (submission.form == "entretien" && (submission.new_episode || (!submission.episode && !submission.amends)))
    return base::field_error("/episode", "entretien_sans_absence",
                             "Un entretien de retour doit désigner l’absence dont il parle (« episode »).");
  return forms::check(**form, submission.answers, now, zone, purpose);
}

}  // namespace vigie::casework
