#include "episodes/review.hpp"

#include <doctest/doctest.h>

using namespace vigie;
using namespace vigie::episodes;
using namespace std::chrono_literals;

namespace {

constexpr base::Instant left{1'780'308'000'000};
Episode lasting() {
  Episode episode;
  episode.departed = {left - 6h, left};
  return episode;
}

}  // namespace

TEST_CASE("an absence is assessed again at 24 hours, 48 hours, 7 days and 21 days from its latest departure") {
  CHECK(next_review(lasting(), left) == left + 24h);
  CHECK(next_review(lasting(), left + 24h) == left + 48h);
  CHECK(next_review(lasting(), left + 72h) == left + 168h);
  CHECK(next_review(lasting(), left + 168h) == left + 504h);
  CHECK_FALSE(next_review(lasting(), left + 504h));
}

TEST_CASE("an assessment covers every step that had passed when it was made") {
  CHECK(next_review(lasting(), left + 24h - 1ms) == left + 24h);
  CHECK(next_review(lasting(), left + 60h) == left + 168h);
}

TEST_CASE("an absence that no longer lasts is not assessed again by the clock") {
  Episode episode = lasting();
  for (const Status status : {Status::localise, Status::rentre, Status::retour_presume, Status::clos}) {
    episode.status = status;
    CHECK_FALSE(next_review(episode, left));
  }
}

TEST_CASE("the steps that one late assessment covers are named once each") {
  using Steps = std::vector<std::string>;
  CHECK(steps_passed(lasting(), left + 24h, left + 24h) == Steps{"24h"});
  CHECK(steps_passed(lasting(), left + 24h, left + 200h) == Steps{"24h", "48h", "168h"});
  CHECK(steps_passed(lasting(), left + 48h, left + 47h) == Steps{});
}
