// The bench: scripts/bench runs it.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <regex>
#include <thread>

#include "tests/bench/bare.hpp"
#include "tests/bench/listen.hpp"
#include "tests/bench/service.hpp"

namespace {

using namespace vigie::bench;
namespace fs = std::filesystem;

constexpr double warm_up = 2;  // seconds

struct Options {
  std::string program;
  double seconds = 10;
  int connections = 32;
  long episodes = 0;  // of a national cohort; none: the sizes of the demo only
  std::string data;   // a directory that is there already: reading it, and nothing else
};

/// A directory beside the program, on a real disk (/tmp may be memory), removed at the end.
class Workplace {
 public:
  explicit Workplace(const std::string& program) : path_(fs::path(program).parent_path().string() + "/banc-XXXXXX") {
    if (!::mkdtemp(path_.data())) throw std::runtime_error("no directory for the bench: " + path_);
  }
  ~Workplace() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  std::string in(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

void say_machine(const Options& options) {
  std::ifstream load("/proc/loadavg");
  std::string one_minute;
  load >> one_minute;
  std::cout << fmt::format("Banc de Vigie : {} cœurs, charge {} au départ, {:g} s de mesure, {} connexions\n",
                           std::thread::hardware_concurrency(), one_minute, options.seconds, options.connections);
}

void say_refusals(const Seen& seen) {
  for (const auto& [status, count] : seen.statuses)
    if (status >= 300) std::cout << fmt::format("  attention : {} réponses {} ; la première : {:.300}\n", count, status, seen.refusal);
}

/// What the service complained of, if anything.
void say_warnings(const std::string& log) {
  std::ifstream lines(log);
  int count = 0;
  std::string first;
  for (std::string line; std::getline(lines, line);) {
    if (line.find(" info ") != std::string::npos) continue;
    if (count++ == 0) first = line;
  }
  if (count > 0) std::cout << fmt::format("  attention : {} lignes au journal du service ; la première : {:.300}\n", count, first);
}

/// Declarations over HTTP, and the same rows in bare SQLite before and after.
void measure_declarations(const Options& options, const Workplace& place, std::vector<Goal>& goals) {
  const std::string directory = place.in("service");
  const Tokens tokens = add_accounts(options.program, directory, declared(1, 2000));
  Calls calls;
  calls.prepare(12'000, tokens);
  const Next next = [&calls] { return calls.next(); };
  Service service(options.program, "serve", directory);
  const Figures disk_before = write_and_sync(place.in("sync"), 1);
  const Seen warm = load(service.port(), options.connections, warm_up, next);
  const std::size_t untimed = warm.figures.ms.size();
  const Figures bare_before = write_bare(read_written(directory + "/vigie.db"), place.in("bare.db"), 0, options.seconds);
  calls.prepare(static_cast<std::size_t>(warm.figures.rate() * 1.7 * options.seconds) + 1000, tokens);
  const double processor_before = service.process().processor_seconds();
  const Seen told = load(service.port(), options.connections, options.seconds, next);
  const double cores = (service.process().processor_seconds() - processor_before) / told.figures.seconds;
  const Written written = read_written(directory + "/vigie.db");
  const Figures bare_after = write_bare(written, place.in("bare.db"), untimed, options.seconds);
  const Figures disk_after = write_and_sync(place.in("sync"), 1);

  say_columns("Déclarations durables");
  say_figures(fmt::format("par HTTP, {} connexions", options.connections), told.figures);
  say_figures("SQLite nu, mêmes lignes, avant", bare_before);
  say_figures("SQLite nu, mêmes lignes, après", bare_after);
  say_figures("disque : 4 Kio puis fdatasync, avant", disk_before);
  say_figures("disque : 4 Kio puis fdatasync, après", disk_after);
  const double bare = (bare_before.rate() + bare_after.rate()) / 2;
  const double disk = (disk_before.rate() + disk_after.rate()) / 2;
  std::cout << fmt::format("  {} déclarations, {:.1f} lignes chacune ; {:.2f} cœur pour le service ; {:.2f} fois le disque\n",
                           written.declarations.size(), static_cast<double>(written.rows()) / static_cast<double>(written.declarations.size()),
                           cores, told.figures.rate() / disk);
  say_refusals(told);
  say_warnings(directory + ".log");
  goals.push_back({"déclarations : service / SQLite nu", told.figures.rate() / bare, true, 0.5, ""});
  goals.push_back({"déclarations : p99", told.figures.at(0.99), false, 50, " ms"});
}

/// Starts on a directory that is ready and empty, and what it holds in memory when nobody asks anything.
void measure_start(const Options& options, const Workplace& place, std::vector<Goal>& goals) {
  const std::string directory = place.in("vide");
  Figures starts;
  double resident = 0;
  { const Service makes_ready(options.program, "serve", directory); }
  for (int i = 0; i < 5; ++i) {
    Service service(options.program, "serve", directory);
    starts.ms.push_back(service.ready_ms());
    starts.seconds += service.ready_ms() / 1000;
    if (i < 4) continue;
    std::this_thread::sleep_for(std::chrono::seconds(2));
    resident = service.process().resident_mb();
  }
  say_columns("Démarrage");
  say_figures("répertoire vide, jusqu’au premier 200 de /livez", starts);
  goals.push_back({"démarrage : le plus long de 5", starts.at(1) / 1000, false, 1, " s"});
  goals.push_back({"mémoire au repos (VmRSS)", resident, false, 40, " Mo"});
}

/// How soon the last of a thousand listeners hears of a declaration.
void measure_live(const Options& options, const Workplace& place, Service& service, std::vector<Goal>& goals) {
  constexpr int listeners = 1000, times = 100;
  const std::string token = token_of(options.program, place.in("demo"), "police");
  std::vector<std::string> requests;
  for (const vigie::cohort::Told& one : declared(116001, 1000))
    if (one.role == "police") requests.push_back(request("POST", "/api/v1/declarations", token, body_of(one)));
  const double before = service.process().resident_mb();
  const Figures heard = listen(service.port(), listeners, token, times,
                               [&, at = std::size_t{0}]() mutable { return &requests.at(at++ % requests.size()); });
  say_columns("Flux en direct");
  say_figures("1 000 abonnés : du POST au dernier qui l’entend", heard);
  std::cout << fmt::format("  {:.1f} Mo de plus pour le service\n", service.process().resident_mb() - before);
  goals.push_back({"flux en direct, 1 000 abonnés : p99", heard.at(0.99), false, 1000, " ms"});
}

void say_read(const Read& read) {
  say_figures(fmt::format("{}, {} connexions", read.what, readers), read.full.figures);
  say_figures(fmt::format("  la même, {:.0f} par seconde", asked_a_second), read.paced.figures);
  say_refusals(read.full);
  say_refusals(read.paced);
}

/// The cohort of the demo, and reading at its size.
void measure_demo(const Options& options, const Workplace& place, std::vector<Goal>& goals) {
  Service service(options.program, "demo", place.in("demo"));
  std::smatch found;
  const std::regex line("(\\d+) déclarations jouées en ([0-9.]+) s");
  double took = 0;
  std::string count = "?";
  if (std::regex_search(service.welcome(), found, line)) {
    count = found[1];
    took = std::stod(found[2]);
  }
  say_columns(fmt::format("Lectures, cohorte de 300 mineurs ({} décl.)", count));
  for (const Read& read : read_all(options.program, place.in("demo"), service.port(), std::min(2.0, options.seconds))) {
    say_read(read);
  }
  const BoardRead board = read_board(options.program, place.in("demo"), service.port(), 500, std::min(2.0, options.seconds));
  say_columns("Page « Veille »");
  say_figures(fmt::format("{} absences en cours, une à la fois", board.rows), board.seen.figures);
  say_refusals(board.seen);
  goals.push_back({fmt::format("« Veille », {} absences : médiane", board.rows), board.seen.figures.at(0.5), false, 20, " ms"});
  measure_live(options, place, service, goals);
  say_warnings(place.in("demo.log"));
  goals.push_back({"cohorte de 300 mineurs", took, false, 3, " s"});
}

/// Reading at the size of a directory, as police.
void measure_reading(const Options& options, const std::string& directory, std::vector<Goal>& goals) {
  Service service(options.program, "serve", directory);
  std::cout << fmt::format("  démarrée en {:.1f} s, {:.0f} Mo\n", service.ready_ms() / 1000, service.process().resident_mb());
  for (const Read& read : read_all(options.program, directory, service.port(), std::min(5.0, options.seconds))) {
    say_read(read);
    const bool promised = !read.what.starts_with("recherche") && !read.what.starts_with("aperçu");
    if (promised)
      goals.push_back({fmt::format("{} : p99 à {:.0f}/s", read.what, asked_a_second), read.paced.figures.at(0.99), false, 10, " ms"});
  }
}

/// An account of police, for who reads.
void add_reader(const Options& options, const std::string& directory) {
  const std::string secret = directory + ".password";
  std::ofstream(secret) << "mot de passe du banc d’essai\n";
  output_of({"/bin/chmod", "600", secret});
  output_of({options.program, "account", "add", "police", "--role", "police", "--organisation", "Banc", "--password-file", secret,
             "--data", directory});
}

/// A national cohort through the import, and reading at its size.
void measure_size(const Options& options, const Workplace& place, std::vector<Goal>& goals) {
  const std::string directory = place.in("pays"), file = place.in("pays.jsonl");
  output_of({"/bin/sh", "-c", fmt::format("'{}' cohort --episodes {} > '{}'", options.program, options.episodes, file)});
  std::ifstream text(file);
  const auto lines = std::count(std::istreambuf_iterator<char>(text), {}, '\n');
  const auto begun = Clock::now();
  output_of({options.program, "import", "--data", directory, file});
  const double seconds = ms_since(begun) / 1000, rate = static_cast<double>(lines) / seconds;
  add_reader(options, directory);
  say_columns(fmt::format("Cohorte nationale, {} absences ({} lignes)", options.episodes, lines));
  std::cout << fmt::format("  importée en {:.1f} s, {:.0f} déclarations par seconde\n", seconds, rate);
  goals.push_back({"import : déclarations par seconde", rate, true, 2000, ""});
  measure_reading(options, directory, goals);
}

Options options_from(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i], value = argv[i + 1];
    if (name == "--vigie") options.program = fs::absolute(value).string();
    else if (name == "--seconds") options.seconds = std::stod(value);
    else if (name == "--connections") options.connections = std::stoi(value);
    else if (name == "--episodes") options.episodes = std::stol(value);
    else if (name == "--data") options.data = fs::absolute(value).string();
    else throw std::runtime_error("option inconnue : " + name);
  }
  if (argc % 2 == 0 || options.program.empty() || options.seconds <= 0 || options.connections < 1)
    throw std::runtime_error("vigie_bench --vigie PROGRAMME [--seconds N] [--connections N] [--episodes N] [--data RÉPERTOIRE]");
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Options options = options_from(argc, argv);
    say_machine(options);
    const Workplace place(options.program);
    std::vector<Goal> goals;
    if (!options.data.empty()) {
      say_columns(fmt::format("Lectures, {}", options.data));
      measure_reading(options, options.data, goals);
    } else if (options.episodes > 0) {
      measure_size(options, place, goals);
    } else {
      measure_start(options, place, goals);
      measure_declarations(options, place, goals);
      measure_demo(options, place, goals);
    }
    say_goals(goals);
  } catch (const std::exception& fault) {
    std::cerr << "banc interrompu : " << fault.what() << '\n';
  }
  return 0;  // a bench is not a test
}
