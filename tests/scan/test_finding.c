#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scan/finding.h"

#define OURS "https://lacak.example"

static void texts_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text, *public_url;
        enum tracking_fault fault;
        enum foreign foreign;
    } cases[] = {
        {"ESG-7K3M-Q9XT-2HW", "", TRACKING_OK, FOREIGN_NOT},
        {"HTTPS://LACAK.EXAMPLE/T/ESG7K3MQ9XT2HW", OURS, TRACKING_OK, FOREIGN_NOT},
        {"HTTPS://LACAK.EXAMPLE/T/ESG7K3MQ9XT2HW", "", TRACKING_FOREIGN, FOREIGN_WEB},
        {"https://lain.example/T/ESG7K3MQ9XT2HW", OURS, TRACKING_FOREIGN, FOREIGN_WEB},
        {"ESG-7K3M-Q9XT-2HX", OURS, TRACKING_MISTYPED, FOREIGN_NOT},
        {"http://contoh.example/", OURS, TRACKING_FOREIGN, FOREIGN_WEB},
        {"HTTP://CONTOH.EXAMPLE/", OURS, TRACKING_FOREIGN, FOREIGN_WEB},
        {"www.contoh.example", OURS, TRACKING_FOREIGN, FOREIGN_WEB},
        {"WIFI:S:Ruang Tunggu;T:WPA;P:rahasia;;", OURS, TRACKING_FOREIGN, FOREIGN_WIFI},
        {"wifi:S:x;;", OURS, TRACKING_FOREIGN, FOREIGN_WIFI},
        {"00020101021126570011ID.DANA.WWW0118936009153", OURS, TRACKING_FOREIGN, FOREIGN_PAYMENT},
        {"Selamat datang di Pekalongan", OURS, TRACKING_FOREIGN, FOREIGN_OTHER},
        {"mailto:a@contoh.example", OURS, TRACKING_FOREIGN, FOREIGN_CONTACT},
        {"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Siti\r\nEND:VCARD", OURS, TRACKING_FOREIGN,
         FOREIGN_CONTACT},
        {"MECARD:N:Siti;TEL:0812;;", OURS, TRACKING_FOREIGN, FOREIGN_CONTACT},
        {"tel:+62285421243", OURS, TRACKING_FOREIGN, FOREIGN_CONTACT},
        {" \n https://contoh.example", OURS, TRACKING_FOREIGN, FOREIGN_WEB},
        {"bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT", OURS, TRACKING_FOREIGN, FOREIGN_PAYMENT},
        {"otpauth://totp/x?secret=y", OURS, TRACKING_FOREIGN, FOREIGN_OTHER},
        {"", OURS, TRACKING_FOREIGN, FOREIGN_OTHER},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct finding finding = finding_of(cases[i].text, cases[i].public_url);
        if (finding.reading.fault != cases[i].fault || finding.foreign != cases[i].foreign)
            fail_msg("\"%s\": fault %d, foreign %d", cases[i].text, (int)finding.reading.fault,
                     (int)finding.foreign);
    }
}

static void a_code_is_handed_on_in_its_written_form(void **state)
{
    (void)state;
    struct finding finding = finding_of("HTTPS://LACAK.EXAMPLE/T/ESG7K3MQ9XT2HW", OURS);
    assert_string_equal(finding.reading.code.text, "ESG-7K3M-Q9XT-2HW");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_told_apart),
        cmocka_unit_test(a_code_is_handed_on_in_its_written_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
