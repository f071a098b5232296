#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/store/one_act.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

struct Place {
  TemporaryDirectory directory;
  FixedClock clock{noon};
  std::string data = directory.file("data"), key = directory.file("data.key");

  base::Result<std::unique_ptr<store::Store>> open(const std::string& key_file) {
    store::Store::Options options;
    options.readers = 2;
    return store::Store::open(data, key_file, catalogue(), clock, std::move(options));
  }
};

unsigned mode_of(const std::string& path) {
  struct stat found {};
  REQUIRE(::stat(path.c_str(), &found) == 0);
  return found.st_mode & 0777u;
}

}  // namespace

TEST_CASE("a new directory gets its key beside it, and neither can be read by others") {
  Place place;
  CHECK(store::default_key_file(place.data) == place.key);
  CHECK(store::default_key_file(place.data + "//") == place.key);
  CHECK(place.open(place.key).value()->writable());
  CHECK(mode_of(place.key) == 0600);
  CHECK(mode_of(place.data) == 0700);
  CHECK(mode_of(place.data + "/vigie.db") == 0600);
}

TEST_CASE("an existing directory without its key stops, and gets no new key") {
  Place place;
  REQUIRE(place.open(place.key).ok());
  std::filesystem::remove(place.key);
  CHECK(place.open(place.key).error().code == "cle_absente");
  CHECK_FALSE(std::filesystem::exists(place.key));
}

TEST_CASE("the key of another directory is refused, and the right one still opens") {
  Place place;
  REQUIRE(place.open(place.key).ok());
  const std::string other = place.directory.file("autre.key");
  REQUIRE(identity::Vault::create(other).ok());
  CHECK(place.open(other).error().code == "cle_etrangere");
  CHECK(place.open(place.key).ok());
}

TEST_CASE("a damaged key is refused and left as it is") {
  Place place;
  REQUIRE(place.open(place.key).ok());
  std::ofstream(place.key, std::ios::trunc) << "rien";
  CHECK(place.open(place.key).error().code == "cle_illisible");
  CHECK(std::filesystem::file_size(place.key) == 4);
}

TEST_CASE("a database newer than the program is a failure of that name") {
  Place place;
  REQUIRE(place.open(place.key).ok());
  RawDatabase(place.data + "/vigie.db")
      .run("INSERT INTO migration (number, name, hash, at) VALUES (99, 'x', 'x', 0)");
  try {
    const auto opened = place.open(place.key);
    FAIL("it opened");
  } catch (const db::Failure& failure) {
    CHECK(failure.trouble == db::Trouble::newer);
  }
}

TEST_CASE("who was told is known again after a restart, in the same order") {
  OneStore one;
  const auto police = one.add_actor("police", access::Role::police, "BPM");
  base::MinorId minor;
  REQUIRE(one.store
              ->write<base::Done>(police,
                                  [&](store::Unit& unit) -> base::Result<base::Done> {
                                    minor = *tell_of_new_minor(unit, "MARCHAND", "Zoé").minor;
                                    sign(unit);
                                    return base::Done{};
                                  })
              .ok());
  const auto again = [&](std::string_view nom, base::Instant at) {
    REQUIRE(one.store
                ->write<base::Done>(
                    police,
                    [&](store::Unit& unit) -> base::Result<base::Done> {
                      store::Declaration sheet;
                      sheet.id = base::DeclarationId::make(unit.now());
                      sheet.form = "preventive";
                      sheet.form_version = 1;
                      sheet.signed_at = unit.now();
                      sheet.account = police.account;
                      sheet.organisation = police.organisation;
                      sheet.minor = minor;
                      sheet.how = "chosen";
                      sheet.answers = {{"nom", nom}};
                      add_told(unit, sheet);
                      sign(unit);
                      return base::Done{};
                    },
                    at)
                .ok());
  };
  again("MARCHAND-PIC", noon - std::chrono::hours{48});  // imported: signed before, told after
  again("PIC", noon - std::chrono::hours{24});
  for (const char* nom : {"PICARD", "PICART", "PICQUART"}) again(nom, noon);
  const auto names = [&] {
    std::string all;
    for (const auto& person : one.store->people().told(minor)) all += person.nom + " ";
    return all;
  };
  const std::string before = "MARCHAND-PIC PIC MARCHAND PICARD PICART PICQUART ";
  CHECK(names() == before);
  one.reopen();
  CHECK(names() == before);
  CHECK(one.store->people().minors() == 1);
}

TEST_CASE("no name, date of birth or answer can be read in the files of the directory") {
  OneStore one;
  const auto police = one.add_actor("police", access::Role::police, "BPM");
  REQUIRE(tell(one, police, "KERVADEC").ok());
  one.store.reset();
  for (const auto& file : std::filesystem::directory_iterator(one.directory.file("data"))) {
    std::ifstream in(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    CAPTURE(file.path().string());
    for (const char* secret : {"KERVADEC", "kervadec", "Zoé", "2011-03-09", "alcool"})
      CHECK(bytes.find(secret) == std::string::npos);
  }
}
