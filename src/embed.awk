# Turns a text file into a C string constant named by -v name=NAME.
BEGIN { printf "extern const char %s[];\nconst char %s[] =\n", name, name }
{
    gsub(/\\/, "\\\\")
    gsub(/"/, "\\\"")
    printf "    \"%s\\n\"\n", $0
}
END { print "    \"\";" }
