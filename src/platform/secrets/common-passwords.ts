/**
 * What people in the Netherlands take most as a password, or as the greater part of one. Short ones matter too: with
 * a year and a sign behind it each of them reaches twelve signs, and attackers know that.
 */
export const commonPasswords = `
123456 12345678 123456789 1234567890 111111 000000 123123 654321 666666 696969 112233 121212 987654321
password passwort wachtwoord wachtwoorden mijnwachtwoord nieuwwachtwoord geheim geheimpje toegang inloggen welkom
welkomthuis welcome hallo hallohallo hoihoi goedemorgen login admin administrator beheerder root user guest gast test
testtest tester default changeme verander letmein openup secret master system server computer laptop internet
wifi wireless router google facebook instagram twitter whatsapp youtube microsoft windows office outlook apple iphone
samsung android qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm azerty qazwsx abcdef abcd1234 abc123 iloveyou
ikhouvanjou ikhouvanje liefde liefje lieverd schatje schat schatjes knuffel kusjes sunshine princess prinses prins
zonnetje zonneschijn bloem bloemen bloemetje vlinder vlinders dolfijn paard paarden poesje hondje konijn konijntje
dragon monkey football voetbal voetballen baseball basketball hockey tennis ajax ajaxamsterdam feyenoord psveindhoven
groningen drenthe assen emmen hoogeveen meppel beilen amsterdam rotterdam utrecht eindhoven holland nederland oranje
friesland heerenveen zwolle twente brabant limburg zeeland superman batman spiderman pokemon starwars harrypotter
shadow michael jordan jennifer ashley charlie daniel thomas robert andrew jessica nicole joshua matthew hunter
jeroen marieke martijn sander johannes willem pieter annemarie esther monique petra ingrid mariska dennis kevin robin
bianca sabrina melissa angela marcel patrick richard michelle natasja chantal
zomer winter herfst lente voorjaar najaar zomervakantie vakantie weekend vrijdag maandag januari februari maart april
augustus september oktober november december kerstmis kerst sinterklaas pasen verjaardag familie kinderen mama papa
moeder vader oma opa thuis huis kantoor werk werken collega bedrijf organisatie stichting vrijwilliger vrijwilligers
trustno1 whatever freedom flower cheese chocolade chocola koffie pannenkoek appeltaart aardbei banaan pindakaas
hottie lovely forever hello ninja mustang access pass passw0rd p@ssw0rd starwars jesus god bless killer pepper ginger
snoopy garfield tijger leeuw panda pinguin kikker muziek gitaar piano disco techno
`
  .trim()
  .split(/\s+/)
