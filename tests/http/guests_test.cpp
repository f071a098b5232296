#include "http/guests.hpp"

#include <doctest/doctest.h>

using namespace vigie;
using namespace std::chrono_literals;

namespace {

struct FakeGuest final : http::Guest {
  int interrupted = 0;
  void interrupt() override { ++interrupted; }
};

}  // namespace

TEST_CASE("the guest that has been idle longest leaves first, once, and a busy one never") {
  http::Guests guests;
  FakeGuest busy, first, second;
  for (auto* guest : {&busy, &first, &second}) guests.add(*guest);
  guests.set_idle(first);
  guests.set_idle(second);
  CHECK(guests.evict_idle());
  CHECK(first.interrupted == 1);
  CHECK(first.expired());
  CHECK(guests.evict_idle());
  CHECK(second.interrupted == 1);
  CHECK_FALSE(guests.evict_idle());
  CHECK(busy.interrupted == 0);
  for (auto* guest : {&busy, &first, &second}) guests.remove(*guest);
  CHECK(guests.count() == 0);
}

TEST_CASE("a guest that was busy in between is idle since later") {
  http::Guests guests;
  FakeGuest first, second;
  guests.add(first);
  guests.add(second);
  guests.set_idle(first);
  guests.set_idle(second);
  guests.set_busy(first);
  guests.set_idle(first);
  CHECK(guests.evict_idle());
  CHECK(second.interrupted == 1);
  CHECK(first.interrupted == 0);
  guests.remove(first);
  guests.remove(second);
}

TEST_CASE("a sweep interrupts those past their deadline, idle or busy") {
  const auto now = std::chrono::steady_clock::now();
  http::Guests guests;
  FakeGuest late_idle, late_busy, early, free;
  for (auto* guest : {&late_idle, &late_busy, &early, &free}) guests.add(*guest);
  guests.set_idle(late_idle);
  late_idle.set_deadline(now);
  late_busy.set_deadline(now - 1s);
  early.set_deadline(now + 1s);
  free.set_no_deadline();
  guests.sweep(now);
  CHECK(late_idle.expired());
  CHECK(late_busy.expired());
  CHECK_FALSE(early.expired());
  CHECK_FALSE(free.expired());
  late_busy.set_deadline(now + 1s);
  CHECK_FALSE(late_busy.expired());
  for (auto* guest : {&late_idle, &late_busy, &early, &free}) guests.remove(*guest);
}
