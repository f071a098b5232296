#include "access/browser.hpp"

#include <doctest/doctest.h>

using vigie::access::browser_of;

TEST_CASE("a browser is named after its own family, not after those it descends from") {
  CHECK(browser_of("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0") == "Firefox");
  CHECK(browser_of("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36") == "Chrome");
  CHECK(browser_of("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0") == "Edge");
  CHECK(browser_of("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 OPR/111.0") == "Opera");
  CHECK(browser_of("Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15") == "Safari");
  CHECK(browser_of("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile Safari/604.1") == "Chrome");
  CHECK(browser_of("curl/7.88.1") == "autre programme");
  CHECK(browser_of("") == "autre programme");
}
