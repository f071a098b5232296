#include "http/workers.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <semaphore>

using namespace vigie;

namespace {

using Gate = std::counting_semaphore<64>;

/// Jobs that say that they began, then hold their thread until they are let go.
struct Jobs {
  std::atomic<int> begun = 0;
  Gate began{0}, let_go{0}, ended{0};

  void compute() {
    ++begun;
    began.release();
    let_go.acquire();
    ended.release();
  }
  void wait_for_another() {
    ++begun;
    began.release();
    {
      const base::Waiting commit;
      let_go.acquire();
    }
    ended.release();
  }
};

}  // namespace

TEST_CASE("no more jobs compute at once than was said, and the others begin as these end") {
  Jobs jobs;
  http::Workers workers(4, 16, 2);
  for (int i = 0; i < 6; ++i) CHECK(workers.try_add([&] { jobs.compute(); }));
  for (int i = 0; i < 2; ++i) jobs.began.acquire();
  for (int done = 1; done <= 4; ++done) {
    jobs.let_go.release();
    jobs.ended.acquire();
    jobs.began.acquire();
    CHECK(jobs.begun == 2 + done);
  }
  jobs.let_go.release(2);
  for (int i = 0; i < 2; ++i) jobs.ended.acquire();
}

TEST_CASE("a job that waits for another thread lets one more begin, up to the last thread") {
  Jobs jobs;
  http::Workers workers(4, 16, 1);
  for (int i = 0; i < 5; ++i) CHECK(workers.try_add([&] { jobs.wait_for_another(); }));
  for (int i = 0; i < 4; ++i) jobs.began.acquire();
  CHECK(jobs.begun == 4);
  jobs.let_go.release(5);
  for (int i = 0; i < 5; ++i) jobs.ended.acquire();
  CHECK(jobs.begun == 5);
}

TEST_CASE("a full queue takes no job, and stopping drops those that wait") {
  Jobs jobs;
  http::Workers workers(1, 1, 1);
  CHECK(workers.try_add([&] { jobs.compute(); }));
  jobs.began.acquire();
  CHECK(workers.try_add([&] { jobs.compute(); }));
  CHECK_FALSE(workers.try_add([&] { jobs.compute(); }));
  jobs.let_go.release(2);
  workers.stop();
  CHECK(jobs.begun <= 2);
  CHECK_FALSE(workers.try_add([] {}));
}
