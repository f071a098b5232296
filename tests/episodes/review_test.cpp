#include "episodes/review.hpp"

#include <doctest/doctest.h>

using namespace vigie;
using namespace vigie::episodes;
using namespace std::chrono_literals;

namespace {

constexpr base::Instant departure{1'780'308'000'000};
Episode lasting() {
  Episode episode;
  episode.departed = {departure - 6h, departure};
  return episode;
}

}  // namespace

TEST_CASE("an absence is assessed again at 24 hours, 48 hours, 7 days and 21 days from its latest departure") {
  CHECK(next_review(lasting(), departure) == departure + 24h);
  CHECK(next_review(lasting(), departure + 24h) == departure + 48h);
  CHECK(next_review(lasting(), departure + 72h) == departure + 168h);
  CHECK(next_review(lasting(), departure + 168h) == departure + 504h);
  CHECK_FALSE(next_review(lasting(), departure + 504h));
}

TEST_CASE("an assessment covers every step that had passed when it was made") {
  CHECK(next_review(lasting(), departure + 24h - 1ms) == departure + 24h);
  CHECK(next_review(lasting(), departure + 60h) == departure + 168h);
}

TEST_CASE("an absence that no longer lasts is not assessed again by the clock") {
  Episode episode = lasting();
  for (const Status status : {Status::localise, Status::rentre, Status::retour_presume, Status::clos}) {
    episode.status = status;
    CHECK_FALSE(next_review(episode, departure));
  }
}

TEST_CASE("the steps that one late assessment covers are named once each") {
  using Steps = std::vector<std::string>;
  CHECK(steps_passed(lasting(), departure + 24h, departure + 24h) == Steps{"24h"});
  CHECK(steps_passed(lasting(), departure + 24h, departure + 200h) == Steps{"24h", "48h", "168h"});
  CHECK(steps_passed(lasting(), departure + 48h, departure + 47h) == Steps{});
}
