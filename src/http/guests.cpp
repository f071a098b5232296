#include "http/guests.hpp"

namespace vigie::http {

// A list::splice moves a place without allocating, from whichever of the two lists it is in.

void Guests::add(Guest& guest) { guest.place_ = busy_.insert(busy_.end(), &guest); }

void Guests::remove(Guest& guest) {
  set_busy(guest);
  busy_.erase(guest.place_);
}

void Guests::set_idle(Guest& guest) {
  if (guest.idle_) return;
  guest.idle_ = true;
  idle_.splice(idle_.end(), busy_, guest.place_);
}

void Guests::set_busy(Guest& guest) {
  if (!guest.idle_) return;
  guest.idle_ = false;
  busy_.splice(busy_.end(), idle_, guest.place_);
}

bool Guests::evict_idle() {
  if (idle_.empty()) return false;
  Guest& guest = *idle_.front();
  set_busy(guest);  // so that it is not sent away twice
  expire(guest);
  return true;
}

void Guests::evict_all_idle() {
  while (evict_idle()) {
  }
}

void Guests::sweep(Guest::Time now) {
  expire_late(idle_, now);
  expire_late(busy_, now);
}

void Guests::expire(Guest& guest) {
  guest.expired_ = true;
  guest.interrupt();
}

void Guests::expire_late(const std::list<Guest*>& guests, Guest::Time now) {
  for (Guest* guest : guests)
    if (guest->deadline_ <= now) expire(*guest);
}

}  // namespace vigie::http
