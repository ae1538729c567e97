package dev.avataroperator;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static final String BASE = "dev.avataroperator";

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(BASE);

  /** Who may use whom, by the first package below the base; messages are the generated classes. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry("", Set.of("cli")),
          entry(
              "cli",
              Set.of(
                  "api",
                  "operator",
                  "worker",
                  "simulator",
                  "console",
                  "gateway",
                  "egress",
                  "credential",
                  "net")),
          entry(
              "operator",
              Set.of(
                  "api",
                  "rtc",
                  "credential",
                  "assignment",
                  "control",
                  "status",
                  "gateway",
                  "net",
                  "messages")),
          entry("gateway", Set.of("credential", "rtc", "net")),
          entry(
              "worker",
              Set.of("control", "egress", "audio", "latency", "credential", "net", "messages")),
          entry("console", Set.of("credential", "net")),
          entry("simulator", Set.of("audio", "credential", "net", "messages")),
          entry("rtc", Set.of("api", "credential", "net", "messages")),
          entry("egress", Set.of("credential", "net", "messages")),
          entry("control", Set.of("credential")),
          entry("credential", Set.of("net")),
          entry("assignment", Set.of()),
          entry("audio", Set.of()),
          entry("latency", Set.of()),
          entry("status", Set.of()),
          entry("net", Set.of()),
          entry("api", Set.of()),
          entry("messages", Set.of()));

  private static final String[] CORE = {
    BASE + ".egress..",
    BASE + ".audio..",
    BASE + ".latency..",
    BASE + ".assignment..",
    BASE + ".credential..",
    BASE + ".control..",
    BASE + ".net..",
    BASE + ".worker..",
    BASE + ".simulator..",
    BASE + ".gateway..",
    BASE + ".console.."
  };

  @Test
  void packagesUseOnlyWhatTheirArrowsAllow() {
    classes().should(followTheArrows()).because("the arrows are the architecture").check(CLASSES);
  }

  @Test
  void theCoreRunsWithoutKubernetesAndWithoutAContainer() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.fabric8..",
            "io.javaoperatorsdk..",
            "io.quarkus..",
            "io.quarkiverse..",
            "jakarta.enterprise..",
            "jakarta.inject..")
        .because("it is tested in milliseconds and a worker runs without Kubernetes")
        .check(CLASSES);
  }

  @Test
  void theStepsOfASessionDontUseEachOtherInCircles() {
    slices()
        .matching(BASE + ".operator.session.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a step is read without those that come after it")
        .check(CLASSES);
  }

  @Test
  void thePartsOfAWorkerDontUseEachOtherInCircles() {
    checkParts("worker");
  }

  @Test
  void thePartsOfTheSimulatorDontUseEachOtherInCircles() {
    checkParts("simulator");
  }

  @Test
  void thePartsOfAudioUseTheirCommonWordsAndNotTheOtherWayRound() {
    checkFreeOfCircles("audio");
    noClasses()
        .that()
        .resideInAPackage(BASE + ".audio")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".audio.*..")
        .because("formats and pieces are read without those that make them")
        .check(CLASSES);
  }

  @Test
  void onlyOnePartOfTheSimulatorNamesTheLibraryThatPublishes() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".simulator.publish.webrtc")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.onvoid..")
        .because("its native library may be missing")
        .check(CLASSES);
  }

  @Test
  void namesAreNounsOfTheField() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Constants)")
        .because("a name says what a thing is, not which pattern it follows")
        .check(CLASSES);
  }

  @Test
  void onlyCommandsWriteToTheConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".cli..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }

  @Test
  void thereIsOneLogger() {
    noClasses().should(USE_JAVA_UTIL_LOGGING).check(CLASSES);
  }

  @Test
  void randomNumbersNeedNoModuleThatASmallRuntimeLacks() {
    noClasses()
        .should()
        .callMethod(RandomGenerator.class, "getDefault")
        .because("its algorithm stands in the module jdk.random, which images leave out")
        .check(CLASSES);
  }

  @Test
  void thereIsNoStaticMutableState() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage(BASE + ".egress.proto..")
        .should()
        .beFinal()
        .check(CLASSES);
  }

  private static void checkFreeOfCircles(String whole) {
    slices()
        .matching(BASE + "." + whole + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("each part is read without those that use it")
        .check(CLASSES);
  }

  private static void checkParts(String server) {
    checkFreeOfCircles(server);
    noClasses()
        .that()
        .resideInAPackage(BASE + "." + server + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + "." + server)
        .because("the server is put together from its parts")
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> followTheArrows() {
    return new ArchCondition<>("use only what their arrows allow") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        from.getDirectDependenciesFromSelf().stream()
            .filter(use -> use.getTargetClass().getPackageName().startsWith(BASE))
            .filter(use -> !allowed(layer(from), layer(use.getTargetClass())))
            .forEach(use -> events.add(violated(from, use.getDescription())));
      }
    };
  }

  private static boolean allowed(String from, String to) {
    return from.equals(to) || ARROWS.getOrDefault(from, Set.of()).contains(to);
  }

  private static String layer(JavaClass type) {
    var path = type.getPackageName().substring(BASE.length());
    if (path.startsWith(".egress.proto")) {
      return "messages";
    }
    return path.isEmpty() ? "" : path.substring(1).split("\\.", 2)[0];
  }
}
