#pragma once

namespace vigie::base {

/// Who lets only so many of its threads compute at once, and is told when one of them only waits.
class Foreman {
 public:
  virtual void rests() = 0;
  virtual void goes_on() = 0;

 protected:
  ~Foreman() = default;
};

/// Of this thread, if anyone's.
inline thread_local Foreman* foreman = nullptr;

/// While it lives, this thread waits for another thread: one more may compute meanwhile.
class Waiting {
 public:
  Waiting() {
    if (foreman) foreman->rests();
  }
  ~Waiting() {
    if (foreman) foreman->goes_on();
  }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
};

}  // namespace vigie::base
