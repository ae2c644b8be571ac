import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Says of each file whether it keeps a standard: {@code Check ua1,2a report.pdf ...}; status 1 if one does not. */
public class Check {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        int files = arguments.length - 1, good = 0;
        for (int number = 1; number <= files; number++) {
            boolean all = true;
            for (String standard : arguments[0].split(",")) {
                all &= keeps(arguments[number], PDFAFlavour.byFlavourId(standard));
            }
            good += all ? 1 : 0;
        }
        System.out.printf("%d of %d reports keep every standard asked for.%n", good, files);
        System.exit(good == files ? 0 : 1);
    }

    private static boolean keeps(String file, PDFAFlavour standard) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), standard)) {
            ValidationResult result = Foundries.defaultInstance().createValidator(standard, false).validate(parser);
            System.out.printf("%-12s %-4s %s, %,d checks of %d rules%n",
                file.replaceAll(".*/|[.]pdf$", ""), standard.getId(), result.isCompliant() ? "holds" : "DOES NOT HOLD",
                result.getTotalAssertions(), result.getValidationProfile().getRules().size());
            Map<String, Integer> failed = new TreeMap<>();
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    failed.merge(each.getRuleId().getClause() + " " + each.getMessage(), 1, Integer::sum);
                }
            }
            failed.forEach((rule, times) -> System.out.printf("  %d x %s%n", times, rule));
            return result.isCompliant();
        }
    }
}
