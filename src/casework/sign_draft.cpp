#include "casework/draft_detail.hpp"

namespace vigie::casework {

namespace {

constexpr int most_tries = 20;  // somebody types faster than one signs: then they are told

template <class Id>
std::optional<Id> chosen(const boost::json::object& said, std::string_view key) {
  const auto text = base::find_text(said, key);
  return text ? Id::parse(*text) : std::nullopt;
}
bool is_true(const boost::json::object& said, std::string_view key) {
  const boost::json::value* value = base::find(said, key);
  return value && value->is_bool() && value->get_bool();
}

base::Result<Receipt> give_again(const Desk& desk, const access::Actor& actor, const store::Draft& signed_draft) {
  return desk.store.write<Receipt>(actor, [&](store::Unit& unit) -> base::Result<Receipt> {
    unit.commit({"repetition", "declaration", signed_draft.declaration->text(), "", signed_draft.form});
    return receipt_from(*signed_draft.receipt);
  });
}

}  // namespace

Submission submission_of(const store::Draft& draft) {
  Submission submission;
  submission.form = draft.form;
  submission.answers = draft.said.at("answers").get_object();
  submission.minor = chosen<base::MinorId>(draft.said, "minor");
  submission.new_minor = is_true(draft.said, "new_minor");
  submission.episode = chosen<base::EpisodeId>(draft.said, "episode");
  submission.new_episode = is_true(draft.said, "new_episode");
  submission.amends = chosen<base::DeclarationId>(draft.said, "amends");
  submission.draft = store::DraftVersion{draft.id, draft.version};
  return submission;
}

base::Result<Receipt> sign_draft(const Desk& desk, const access::Actor& actor, base::DraftId id, const Seen& seen) {
  for (int tries = 1;; ++tries) {
    const auto draft = desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
      return find_own_draft(reading, actor, id);
    });
    if (!draft) return unknown_to_you("Brouillon");
    if (draft->declaration) return give_again(desk, actor, *draft);
    if (const auto fresh = check_fresh(desk, *draft, seen, {}); !fresh) return fresh.error();
    auto receipt = submit_declaration(desk, actor, submission_of(*draft));
    // A save or another signature came between the reading and the act: what is signed is what stands.
    if (receipt || receipt.error().code != "brouillon_modifie" || tries == most_tries) return receipt;
  }
}

}  // namespace vigie::casework
