-- SPDX-License-Identifier: EUPL-1.2
-- DuckDB's measures of likeness, for Spark. What Splink brings along counts letters where DuckDB counts bytes, and half
-- transpositions where DuckDB counts whole ones.

CREATE OR REPLACE TEMPORARY FUNCTION kapstok_slips(one STRING, other STRING) RETURNS DOUBLE
RETURN damerau_levenshtein(
    decode(encode(one, 'UTF-8'), 'ISO-8859-1'), decode(encode(other, 'UTF-8'), 'ISO-8859-1')
);

-- Jaro's measure with Winkler's bonus for equal beginnings. Spark's SQL has no variables: `transform(array(x), v -> …)[0]`
-- stands for one. `reach` is how far apart two equal letters may stand and still be one; `rest` the first text with each
-- letter that was met struck out; `met` those letters in the order of the second text. What is hardly alike (less than
-- 0.6 the short way) is told as 0, so that the long way is only gone where it matters.
CREATE OR REPLACE TEMPORARY FUNCTION kapstok_likeness(one STRING, other STRING) RETURNS DOUBLE
RETURN CASE
    WHEN one = '' OR other = '' THEN 0D
    WHEN jaro_winkler(
        decode(encode(one, 'UTF-8'), 'ISO-8859-1'), decode(encode(other, 'UTF-8'), 'ISO-8859-1')
    ) < 0.6D THEN 0D
    ELSE transform(
        transform(
            array(named_struct(
                'one', decode(encode(one, 'UTF-8'), 'ISO-8859-1'),
                'other', decode(encode(other, 'UTF-8'), 'ISO-8859-1'),
                'reach', CAST(greatest(0, greatest(octet_length(one), octet_length(other)) DIV 2 - 1) AS INT)
            )),
            two -> named_struct(
                'one', two.one,
                'other', two.other,
                'jaro', aggregate(
                    sequence(1, length(two.other)),
                    named_struct('rest', two.one, 'met', ''),
                    (so, at) -> CASE
                        WHEN locate(substr(two.other, at, 1), so.rest, greatest(1, at - two.reach))
                            BETWEEN 1 AND at + two.reach
                        THEN named_struct(
                            'rest', overlay(
                                so.rest PLACING chr(1)
                                FROM locate(substr(two.other, at, 1), so.rest, greatest(1, at - two.reach)) FOR 1
                            ),
                            'met', concat(so.met, substr(two.other, at, 1))
                        )
                        ELSE so
                    END,
                    so -> CASE
                        WHEN so.met = '' THEN 0D
                        ELSE (
                            length(so.met) / length(two.one) + length(so.met) / length(two.other) + (
                                length(so.met) - size(filter(
                                    zip_with(
                                        filter(sequence(1, length(two.one)), at -> substr(so.rest, at, 1) = chr(1)),
                                        sequence(1, length(so.met)),
                                        (first, second) -> substr(two.one, first, 1) <> substr(so.met, second, 1)
                                    ),
                                    swapped -> swapped
                                )) DIV 2
                            ) / length(so.met)
                        ) / 3D
                    END
                )
            )
        ),
        two -> two.jaro + CASE
            WHEN two.jaro <= 0.7D THEN 0D
            WHEN left(two.one, 4) = left(two.other, 4) THEN 4D
            WHEN left(two.one, 3) = left(two.other, 3) THEN 3D
            WHEN left(two.one, 2) = left(two.other, 2) THEN 2D
            WHEN left(two.one, 1) = left(two.other, 1) THEN 1D
            ELSE 0D
        END * 0.1D * (1D - two.jaro)
    )[0]
END;
