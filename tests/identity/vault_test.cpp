#include "identity/vault.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace fs = std::filesystem;
using vigie::base::Fault;
using vigie::identity::has_loose_permissions;
using vigie::identity::Vault;

namespace {

struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "vigie-vault-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { fs::remove_all(path); }
  std::string key(std::string_view name = "essai.key") const { return (path / name).string(); }
};

std::string content(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

void write(const std::string& path, std::string_view text) { std::ofstream(path) << text; }

std::string refusal(const std::string& path) {
  const auto opened = Vault::open(path);
  return opened ? "" : opened.error().code;
}

}  // namespace

TEST_CASE("what is sealed is read again, by the vault that made the key and by one that opens it") {
  const Folder folder;
  const auto made = Vault::create(folder.key()).value();
  const auto opened = Vault::open(folder.key()).value();
  const std::string long_text(100'000, 'n');
  for (const std::string& text :
       {std::string("LEFÈVRE Inès"), std::string(), std::string("\0\1", 2), long_text}) {
    CHECK(opened.unseal(made.seal(text, "declaration:1"), "declaration:1") == text);
  }
  CHECK(made.seal("a", "c") != made.seal("a", "c"));
  CHECK(made.seal("LEFEVRE", "c").find("LEFEVRE") == std::string::npos);
}

TEST_CASE("a sealed value changed in any byte, cut or moved to another row is a fault") {
  const Folder folder;
  const auto vault = Vault::create(folder.key()).value();
  const std::string sealed = vault.seal("Inès", "declaration:1");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    for (const char flip : {'\x01', '\x80'}) {
      std::string changed = sealed;
      changed[i] = static_cast<char>(changed[i] ^ flip);
      CAPTURE(i);
      CHECK_THROWS_AS((void)vault.unseal(changed, "declaration:1"), Fault);
    }
    CHECK_THROWS_AS((void)vault.unseal(sealed.substr(0, i), "declaration:1"), Fault);
  }
  CHECK_THROWS_AS((void)vault.unseal(sealed + "x", "declaration:1"), Fault);
  CHECK_THROWS_AS((void)vault.unseal(sealed, "declaration:2"), Fault);
  CHECK_THROWS_AS((void)vault.unseal("", ""), Fault);
}

TEST_CASE("another key does not open what was sealed") {
  const Folder folder;
  const auto one = Vault::create(folder.key("1")).value(), other = Vault::create(folder.key("2")).value();
  CHECK_THROWS_AS((void)other.unseal(one.seal("Inès", "c"), "c"), Fault);
}

TEST_CASE("a second sealing key seals from then on, the first still opens, and who held the file open reads it anew") {
  const Folder folder;
  const auto before = Vault::create(folder.key()).value();
  const std::string old_value = before.seal("Inès", "c"), digest = before.digest("minor", "ines");
  write(folder.key(), content(folder.key()) + "sceau 2 " + std::string(64, 'a') + "\n");
  const auto after = Vault::open(folder.key()).value();
  CHECK(after.unseal(old_value, "c") == "Inès");
  CHECK(after.unseal(after.seal("Léa", "c"), "c") == "Léa");
  CHECK(before.newest() == 1);
  CHECK(before.unseal(after.seal("Léa", "c"), "c") == "Léa");
  CHECK(before.newest() == 2);
  CHECK(after.digest("minor", "ines") == digest);
}

TEST_CASE("a key is added to the file and the others are taken out of it, for ever") {
  const Folder folder;
  const auto vault = Vault::create(folder.key()).value(), beside = Vault::open(folder.key()).value();
  const std::string old_value = vault.seal("Inès", "c"), digest = vault.digest("minor", "ines");
  CHECK(vault.add_key().value() == 2);
  const std::string new_value = vault.seal("Léa", "c");
  CHECK(Vault::open(folder.key()).value().unseal(old_value, "c") == "Inès");
  REQUIRE(vault.keep_only(2).ok());
  const auto after = Vault::open(folder.key()).value();
  CHECK(after.count() == 1);
  CHECK(after.has(2));
  CHECK(after.unseal(new_value, "c") == "Léa");
  CHECK_THROWS_AS((void)after.unseal(old_value, "c"), Fault);
  CHECK(after.digest("minor", "ines") == digest);
  CHECK(beside.unseal(new_value, "c") == "Léa");
  CHECK(beside.unseal(old_value, "c") == "Inès");  // a snapshot that it still reads may need it
  struct stat status {};
  REQUIRE(::stat(folder.key().c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK_FALSE(fs::exists(folder.key() + ".partial"));
}

TEST_CASE("a digest is the same for the same text, and differs by text, purpose and key") {
  const Folder folder;
  const auto one = Vault::create(folder.key("1")).value(), other = Vault::create(folder.key("2")).value();
  const std::string digest = one.digest("minor", "ines");
  CHECK(digest.size() == 32);
  CHECK(Vault::open(folder.key("1")).value().digest("minor", "ines") == digest);
  CHECK(one.digest("minor", "lea") != digest);
  CHECK(one.digest("phone", "ines") != digest);
  CHECK(one.digest("mino", "rines") != digest);
  CHECK(other.digest("minor", "ines") != digest);
}

TEST_CASE("a key file is its owner's alone, and is never replaced") {
  const Folder folder;
  REQUIRE(Vault::create(folder.key()).ok());
  struct stat status {};
  REQUIRE(::stat(folder.key().c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0600);
  CHECK(!has_loose_permissions(folder.key()));
  const std::string before = content(folder.key());
  const auto again = Vault::create(folder.key());
  REQUIRE(!again.ok());
  CHECK(again.error().code == "cle_existe");
  CHECK(content(folder.key()) == before);
  ::chmod(folder.key().c_str(), 0640);
  CHECK(has_loose_permissions(folder.key()));
  CHECK(Vault::open(folder.key()).ok());
  CHECK(!has_loose_permissions(folder.key("absent")));
}

TEST_CASE(
    "a missing key file, a damaged one and a place without room for one are told apart, with the path") {
  const Folder folder;
  CHECK(refusal(folder.key("absent")) == "cle_absente");
  CHECK(Vault::open(folder.key("absent")).error().text.find(folder.key("absent")) != std::string::npos);
  CHECK(refusal(folder.path.string()) == "cle_illisible");
  const auto nowhere = Vault::create(folder.key("absent/essai.key"));
  REQUIRE(!nowhere.ok());
  CHECK(nowhere.error().code == "cle_impossible");
  REQUIRE(Vault::create(folder.key()).ok());
  const std::string whole = content(folder.key());
  for (std::size_t kept = 0; kept < whole.size(); ++kept) {
    write(folder.key("coupe"), whole.substr(0, kept));
    CAPTURE(kept);
    CHECK(refusal(folder.key("coupe")) == "cle_illisible");
  }
  for (const std::string_view more : {"sceau 1 00\n", "sceau 0 00\n", "empreinte 00\n", "autre\n", "\n"}) {
    write(folder.key("trop"), whole + std::string(more));
    CHECK(refusal(folder.key("trop")) == "cle_illisible");
  }
  write(folder.key("long"), std::string(70'000, 'a'));
  CHECK(refusal(folder.key("long")) == "cle_illisible");
}
