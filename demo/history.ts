/**
 * The mediations of Lindeveen that are over, as they are and stay: reported (day and moment), closed, village, main
 * topic, outcome. 28 reported in 2023, 27 of the 31 of 2024 (four still run) and 3 of 2025; ten ran on 12 March 2024.
 * Tests and pictures lean on these rows: whoever needs other cases adds their own.
 */
export const history = `
2023-01-10 10:05 2023-04-21 Achterdiep heatPump solvedTogether
2023-01-13 14:40 2023-03-06 Oosterhaar disturbed neighbourRefuses
2023-01-16 14:40 2023-01-30 Lindeveen pets referred
2023-01-17 11:20 2023-01-23 Lindeveen fight advice
2023-01-24 09:40 2023-04-26 Lindeveen disturbed storyEnough
2023-01-26 14:10 2023-01-27 Esveld pets unsuitable
2023-02-01 13:15 2023-02-13 Lindeveen disturbed advice
2023-02-23 09:15 2023-04-13 Heideloo disturbed solvedTogether
2023-03-02 10:05 2023-06-05 Zandwolde noise solvedApart
2023-03-08 11:20 2023-03-10 Oosterhaar boundary advice
2023-03-17 09:15 2023-03-28 Lindeveen noise unsuitable
2023-03-28 10:30 2023-06-22 Oosterhaar garden storyEnough
2023-05-02 08:50 2023-08-08 Oosterhaar parking solvedApart
2023-05-03 11:20 2023-05-08 Brinkhorst garden advice
2023-05-08 13:45 2023-07-19 Molenhaar doorbell solvedTogether
2023-05-17 15:25 2023-06-02 Lindeveen garden referred
2023-05-23 09:40 2023-06-16 Zandwolde pets referred
2023-05-24 11:20 2023-06-05 Oosterhaar disturbed unsuitable
2023-05-26 09:40 2023-06-01 Lindeveen pets advice
2023-05-30 14:40 2023-06-09 Koelveen boundary unsuitable
2023-06-22 08:50 2023-06-29 Lindeveen pets unsuitable
2023-07-12 11:20 2023-07-26 Oosterhaar noise withdrawn
2023-08-04 10:05 2023-11-16 Elzerveld bullying solvedTogether
2023-09-22 08:50 2023-09-26 Heideloo parking advice
2023-10-09 16:10 2024-03-25 Lindeveen boundary solvedTogether
2023-11-13 15:25 2024-03-29 Lindeveen other notSolved
2023-11-24 14:40 2024-03-21 Elzerveld garden improved
2023-12-08 14:40 2024-04-09 Nieuw-Lindeveen noise solvedApart
2024-01-23 08:50 2024-01-29 Oosterhaar parking advice
2024-01-25 14:40 2024-03-15 Rietmarke pets withdrawn
2024-01-31 14:40 2024-04-11 Oosterhaar pets solvedTogether
2024-02-02 09:15 2024-03-20 Heideloo other solvedApart
2024-02-26 08:50 2024-05-10 Achterdiep boundary neighbourRefuses
2024-02-28 14:40 2024-03-13 Oosterhaar heatPump advice
2024-03-12 10:30 2024-04-23 Lindeveen pets solvedApart
2024-03-14 16:10 2024-05-21 Lindeveen disturbed solvedTogether
2024-03-15 10:05 2024-05-06 Lindeveen noise solvedTogether
2024-03-21 16:10 2024-04-08 Lindeveen boundary referred
2024-04-05 10:05 2024-04-17 Brinkhorst noise referred
2024-04-12 14:40 2024-06-18 Lindeveen disturbed notSolved
2024-04-15 09:40 2024-04-22 Elzerveld pets unsuitable
2024-04-24 16:10 2024-07-29 Lindeveen bullying storyEnough
2024-05-01 10:30 2024-08-12 Zandwolde garden solvedTogether
2024-05-27 09:15 2024-09-06 Esveld garden improved
2024-06-05 16:10 2024-07-30 Zandwolde doorbell solvedApart
2024-06-06 14:40 2024-06-17 Oosterhaar disturbed unsuitable
2024-07-01 09:40 2024-07-10 Koelveen boundary advice
2024-07-05 09:40 2024-07-15 Lindeveen disturbed unsuitable
2024-07-26 14:40 2024-08-05 Oosterhaar garden advice
2024-09-09 10:30 2024-09-16 Molenhaar parking advice
2024-09-19 10:05 2024-09-23 Oosterhaar noise unsuitable
2024-09-30 08:50 2024-11-18 Elzerveld noise solvedApart
2024-10-22 09:40 2024-12-19 Oosterhaar disturbed solvedTogether
2024-10-31 14:10 2025-02-07 Heideloo fight storyEnough
2024-11-22 14:40 2024-12-20 Lindeveen boundary withdrawn
2025-01-14 09:40 2025-01-21 Lindeveen noise advice
2025-01-28 14:10 2025-01-31 Oosterhaar pets unsuitable
2025-02-11 10:30 2025-02-26 Koelveen disturbed referred
`
