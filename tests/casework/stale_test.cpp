#include "casework/disagree.hpp"
#include "casework/merge_minors.hpp"
#include "casework/retract.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

/// "/pointer /pointer …" of the members that a 412 names, sorted; the code otherwise.
template <class T>
std::string named(const base::Result<T>& refused) {
  REQUIRE(!refused);
  if (refused.error().kind != base::Kind::stale) return refused.error().code;
  std::set<std::string> pointers;
  for (const base::FieldError& field : refused.error().fields) {
    CHECK(field.code == "modifie_depuis");
    CHECK(field.detail.ends_with(" : modifié depuis que vous l’avez lu."));
    pointers.insert(field.pointer);
  }
  return fmt::format("{}", fmt::join(pointers, " "));
}

struct Stale : House {
  Receipt made = sign(mimosas, "classique", left(ines, at(-30)));
  base::EpisodeId id = made.episode.value();
  std::int64_t version() const { return episode(id).version; }
  base::Result<base::EpisodeId> fpr(const access::Actor& by, const casework::FprEntry& entry, std::optional<std::int64_t> seen = {}) {
    return casework::record_fpr(desk, by, id, entry, seen);
  }
  std::string fpr_since(std::int64_t seen) { return named(fpr(police, {at(-1), {}, {}, {}, {}, {}}, seen)); }
  base::Result<Receipt> returns_seeing(const access::Actor& by, std::int64_t seen) {
    Submission submission = filled("retour", back(at(-1)));
    submission.episode = id;
    submission.returns = true;
    submission.seen_version = seen;
    return submit(by, submission);
  }
  base::DecisionId decide(std::string_view reason = "") {
    const casework::Deciding deciding{assessment(id).id, triage::Qualification::inquietante, triage::Level::critique, std::string(reason)};
    return casework::decide(desk, police, id, deciding, std::nullopt, std::nullopt).value();
  }
};

}  // namespace

TEST_CASE_FIXTURE(Stale, "a 412 on an absence names what each act since has changed, and nothing older") {
  const std::int64_t declared = version();
  casework::FprEntry entry;
  entry.inscrit_le = at(-2);
  entry.numero = "F-1";
  entry.service = "BPM";
  REQUIRE(fpr(police, entry));
  const std::int64_t inscribed = version();
  CHECK(fpr_since(declared) == "/fpr/categorie /fpr/inscrit_le /fpr/numero /fpr/service");
  decide();
  CHECK(fpr_since(inscribed) == "/decision /decisions /level /qualification");
  const std::int64_t decided = version();
  sign(suivi, [&] { auto more = filled("appel", with(ines, {{"appelant_qualite", "mere"}, {"categorie", "fugue"}, {"petit_ami_majeur", "oui"}})); more.answers.erase("declarant_qualite"); more.episode = id; return more; }());
  CHECK(fpr_since(decided).find("/assessments /declarations") == 0);
  CHECK(fpr_since(decided).find("/fpr") == std::string::npos);
  const std::int64_t called = version();
  REQUIRE(returns(mimosas, id, back(at(-1))));
  CHECK(fpr_since(called) == "/absence_hours /assessments /declarations /returned /status");
  CHECK(fpr_since(version() + 5).empty());
}

TEST_CASE_FIXTURE(Stale, "a home is not told of what it does not read: numbers of the FPR, declarations and disagreements of others") {
  const std::int64_t declared = version();
  casework::FprEntry entry;
  entry.inscrit_le = at(-2);
  entry.numero = "F-1";
  REQUIRE(fpr(police, entry));
  CHECK(named(returns_seeing(mimosas, declared)) == "/fpr/inscrit_le");
  const std::int64_t inscribed = version();
  REQUIRE(casework::disagree(desk, suivi, id, "Mère", "Elle conteste.", std::nullopt, std::nullopt));
  CHECK(named(returns_seeing(mimosas, inscribed)).empty());
  CHECK(fpr_since(inscribed) == "/disagreements");
  const std::int64_t disputed = version();
  REQUIRE(casework::disagree(desk, mimosas, id, "Éducatrice", "Elle conteste.", std::nullopt, std::nullopt));
  CHECK(named(returns_seeing(mimosas, disputed)) == "/disagreements");
  const std::int64_t twice = version();
  Submission other = filled("classique", left(ines, at(-29)));
  other.episode = id;
  sign(police, other);
  CHECK(named(returns_seeing(mimosas, twice)).find("/declarations") == std::string::npos);
  CHECK(fpr_since(twice).find("/declarations") != std::string::npos);
}

TEST_CASE_FIXTURE(Stale, "a return undone and another absence told since are named by what they changed") {
  REQUIRE(returns(mimosas, id, back(at(-10))));
  const std::int64_t back_home = version();
  REQUIRE(casework::reopen_episode(desk, police, id, "une autre enfant", std::nullopt));
  CHECK(fpr_since(back_home) == "/absence_hours /assessments /returned /status");
  const std::int64_t open = version();
  Submission again = filled("classique", left(ines, at(-2)));
  again.new_episode = true;
  again.minor = made.minor;
  sign(mimosas, again);
  CHECK(fpr_since(open) == "/absence_hours /status");
  CHECK(named(casework::reopen_episode(desk, police, id, "x", open)) == "/absence_hours /status");
}

TEST_CASE_FIXTURE(Stale, "a 412 on an alert names its members that changed") {
  const Receipt worse = sign(mimosas, "inquietante", with(left(ines, at(-30)), {{"revelation", "oui"}}));
  REQUIRE(worse.episode == id);
  const alerts::Alert raised = alert(id, "critique").value();
  REQUIRE(casework::acknowledge_alert(desk, police, raised.id, raised.version));
  const auto resolve = [&](std::int64_t seen) { return named(casework::resolve_alert(desk, second, raised.id, "confirme", "", seen)); };
  CHECK(resolve(raised.version) == "/acknowledged_at /acknowledged_by /assigned_to /state");
  REQUIRE(casework::assign_alert(desk, police, raised.id, "police2", std::nullopt));
  CHECK(resolve(raised.version + 1) == "/assigned_to");
  REQUIRE(casework::resolve_alert(desk, police, raised.id, "transmis", "Au parquet.", raised.version + 2));
  CHECK(resolve(raised.version + 2) == "/note /outcome /resolved_at /resolved_by /state");
}

TEST_CASE_FIXTURE(Stale, "a merge and its undoing hold to the version seen, and name what a file gained or lost") {
  const Receipt other = sign(police, "classique", left(child("LEFEBVRE", "Inès", "2011-05-15"), at(-5)));
  const base::MinorId from = other.minor.value(), into = made.minor.value();
  const auto version_of = [&](base::MinorId minor) {
    return look([&](const store::Reading& reading) { return store::find_minor(reading, minor).value().version; });
  };
  const std::int64_t alone = version_of(into);
  const auto merge = casework::merge_minors(desk, police, from, into, "même enfant", version_of(from), std::nullopt);
  REQUIRE(merge);
  CHECK(named(casework::undo_merge(desk, police, merge->id, alone)) == "/episodes /history /identity /merges");
  const std::int64_t together = version_of(into);
  REQUIRE(casework::undo_merge(desk, police, merge->id, together));
  const Receipt third = sign(police, "classique", left(child("MARTIN", "Zoé", "2012-01-09"), at(-3)));
  CHECK(named(casework::merge_minors(desk, police, into, third.minor.value(), "même enfant", together, std::nullopt)) ==
        "/episodes /history /identity /merges");
}

TEST_CASE_FIXTURE(Stale, "an absence whose minor is another since a merge, or its undoing, has another version, and the 412 names the minor") {
  const Receipt other = sign(police, "classique", left(child("LEFEBVRE", "Inès", "2011-05-15"), at(-500)));
  REQUIRE(returns(police, *other.episode, back(at(-490))));
  const std::int64_t mine = version(), theirs = episode(other).version;
  const auto fpr_of_other = [&] { return casework::record_fpr(desk, police, *other.episode, {at(-1), {}, {}, {}, {}, {}}, theirs); };
  const auto changes = [&] { return RawDatabase(file()).one("SELECT COUNT(*) FROM change WHERE kind = 'episode' AND subject = '" + id.text() + "'"); };
  const std::string told = changes();
  const auto merge = casework::merge_minors(desk, police, *made.minor, *other.minor, "même enfant", std::nullopt, std::nullopt);
  REQUIRE(merge);
  CHECK(version() > mine);
  CHECK(changes() != told);
  CHECK(named(fpr_of_other()).find("/minor") == std::string::npos);  // the survivor's has the minor that it had
  CHECK(fpr_since(mine).find("/minor") != std::string::npos);
  CHECK(named(returns_seeing(mimosas, mine)).find("/minor") != std::string::npos);
  const std::int64_t together = version();
  REQUIRE(casework::undo_merge(desk, police, merge->id));
  CHECK(episode(id).minor == *made.minor);
  CHECK(version() > together);
  CHECK(fpr_since(together).find("/minor") != std::string::npos);
}
