#include "http/origin.hpp"

#include <doctest/doctest.h>

using namespace vigie;

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

bool forged(Headers headers, std::string method = "POST", bool secure = false) {
  http::Request request;
  request.secure = secure;
  request.method = std::move(method);
  request.headers = std::move(headers);
  request.headers.emplace_back("host", "vigie.test:8443");
  return http::is_forged(request);
}

}  // namespace

TEST_CASE("another site cannot spend a session cookie") {
  CHECK(forged({{"cookie", "s=1"}, {"sec-fetch-site", "cross-site"}}));
  CHECK(forged({{"cookie", "s=1"}, {"sec-fetch-site", "same-site"}}));
  CHECK(forged({{"cookie", "s=1"}, {"sec-fetch-site", "cross-site"}, {"origin", "https://vigie.test:8443"}}));
  CHECK(forged({{"cookie", "s=1"}, {"origin", "https://evil.test"}}));
  CHECK(forged({{"cookie", "s=1"}, {"origin", "https://vigie.test"}}));
  CHECK(forged({{"cookie", "s=1"}, {"origin", "null"}}));
  CHECK(forged({{"cookie", "s=1"}, {"origin", "https://evil.test"}}, "DELETE"));
}

TEST_CASE("another site cannot sign a person in under an account that is not theirs") {
  CHECK(forged({{"origin", "https://evil.test"}}));
  CHECK(forged({{"origin", "null"}}));
  CHECK(forged({{"sec-fetch-site", "cross-site"}}));
  CHECK_FALSE(forged({{"origin", "https://vigie.test:8443"}}));
  CHECK_FALSE(forged({}));
}

TEST_CASE("over TLS, a page of the same host that came in the clear is another site") {
  CHECK(forged({{"origin", "http://vigie.test:8443"}}, "POST", true));
  CHECK_FALSE(forged({{"origin", "https://vigie.test:8443"}}, "POST", true));
}

TEST_CASE("the pages of the service, and clients that are no browser, are let through") {
  CHECK_FALSE(forged({{"cookie", "s=1"}, {"sec-fetch-site", "same-origin"}}));
  CHECK_FALSE(forged({{"cookie", "s=1"}, {"sec-fetch-site", "none"}}));
  CHECK_FALSE(forged({{"cookie", "s=1"}, {"origin", "https://Vigie.test:8443"}}));
  CHECK_FALSE(forged({{"cookie", "s=1"}}));
  CHECK_FALSE(forged({{"authorization", "Bearer x"}, {"cookie", "s=1"}, {"origin", "https://evil.test"}}));
  CHECK_FALSE(forged({{"cookie", "s=1"}, {"sec-fetch-site", "cross-site"}}, "GET"));
  CHECK_FALSE(forged({{"cookie", "s=1"}, {"sec-fetch-site", "cross-site"}}, "HEAD"));
}
