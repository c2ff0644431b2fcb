// swift-format-ignore-file
/// Random documents, some of them mutated, and what CPython 3.11.7 makes of them: made once with a fixed seed.
///
/// One JSON object in each line: `text`, or `hex` where the bytes are not UTF-8; `error` is the exception that decoding
/// or `json.loads` raises, otherwise `str` is `str()` of the value and `dumps` is `json.dumps()` of it. `canonical`
/// stands for a `dumps` that is the text itself, without NaN and infinities.
let pythonDocuments = #"""
{"text": "{\t \r\n\"\"\t \r\n:-2.327162535179311e+30,\n\";\\u165d\\udbff\\udfff1\\udbff9U;\\u0v16<e\\u0301\\u247d\\u072bs\\u00ad[9\":\"\u0ade\\u001f:\\u002863\\u003e*D[\udb40\udc01W\\uDFF)Ct\\\\;\u0b45<y\udac4\udc08\u288a=0\ud873\udfdb\udba7\ude1a}+-\"\n,\"a\" :\"&!f\u105d\u0080\\u002d\u0452\ucf26\u1027\"}", "error": "JSONDecodeError"}
{"text": "\"~O{\\ud8be\\udc9a\\u1133]?F\\u009fQ\\ud83d\\ude00\\u007f\\u00ad\\ud93a\\ude404\"", "str": "~O{\ud8be\udc9a\u1133]?F\u009fQ\ud83d\ude00\u007f\u00ad\ud93a\ude404", "canonical": true}
{"text": "[]", "str": "[]", "canonical": true}
{"hex": "6e75c0af566c7d", "error": "UnicodeDecodeError"}
{"text": "3582954756525328473E+53", "str": "3.5829547565253287e+71", "dumps": "3.5829547565253287e+71"}
{"text": "", "error": "JSONDecodeError"}
{"text": "[\"\\u0bfbF)\\u2ee34\\ud9a4\\udd44Z/\\udfff\", \"\\u184dX\\u15fdVg\\u09bejo\\u2503\"\t \r\n, {} ]", "str": "['\\u0bfbF)\u2ee34\\U00079144Z/\\udfff', '\u184dX\u15fdVg\u09bejo\u2503', {}]", "dumps": "[\"\\u0bfbF)\\u2ee34\\ud9a4\\udd44Z/\\udfff\", \"\\u184dX\\u15fdVg\\u09bejo\\u2503\", {}]"}
{"text": "{\t \r\n\"5\u2223\\u0052\u144f\u0480\\u004dS:g.\u19d6\u0085`.x\ud800\udc005\":\n{\"#E\\\\|\\u1BA2}b2\ud55c,+oe5}\" :{}, \t \r\n\"$k:gS\\uD800K%\u00a03\u1c65>U%\\u0024\u15bb[\"\n:\n6518.277380590074} ,\t \r\n \"T\u1915O\"\n:\" NA\\u06ed\\uda40\\udfe2\\u00e9<\\\\l0\\u00850\\u18d1o\\u06d2\"\n,\t \r\n\"a\":\"\\ud948\\udc58\" }", "str": "{'5\u2223R\u144f\u0480MS:g.\u19d6\\x85`.x\ud800\udc005': {'#E\\\\|\u1ba2}b2\ud55c,+oe5}': {}, '$k:gS\\ud800K%\\xa03\u1c65>U%$\u15bb[': 6518.277380590074}, 'T\u1915O': ' NA\u06ed\\U000a03e2\u00e9<\\\\l0\\x850\u18d1o\u06d2', 'a': '\\U00062058'}", "dumps": "{\"5\\u2223R\\u144f\\u0480MS:g.\\u19d6\\u0085`.x\\ud800\\udc005\": {\"#E\\\\|\\u1ba2}b2\\ud55c,+oe5}\": {}, \"$k:gS\\ud800K%\\u00a03\\u1c65>U%$\\u15bb[\": 6518.277380590074}, \"T\\u1915O\": \" NA\\u06ed\\uda40\\udfe2\\u00e9<\\\\l0\\u00850\\u18d1o\\u06d2\", \"a\": \"\\ud948\\udc58\"}"}
{"text": "360", "str": "360", "canonical": true}
{"text": "false", "str": "False", "canonical": true}
{"text": "{}0", "error": "JSONDecodeError"}
{"text": "[[], [[\"\"]]]", "str": "[[], [['']]]", "canonical": true}
{"text": "\"\\ud55cq{\\ud83e\\udee8\\u27cd\\ud9c2\\ude4d\\u0000\\ud892\\udfde;\\udc00C\\u200bgY\\ud85f\\udc23Hg*.2\\u000bx\\\"\\ud83d\\ude00\\u061cn\\u1da6\\u0832\\u1b48ciZlA?'\\u00e9GS=]\\u1fa6C^ua\\u001b%\\u07f5:\\u2028W|UD3S9r[\\ud800\\udc00S}|I\\u2346'\\udb5d\\udc5dvySF}XiFKN<|\"", "str": "\ud55cq{\ud83e\udee8\u27cd\ud9c2\ude4d\u0000\ud892\udfde;\udc00C\u200bgY\ud85f\udc23Hg*.2\u000bx\"\ud83d\ude00\u061cn\u1da6\u0832\u1b48ciZlA?'\u00e9GS=]\u1fa6C^ua\u001b%\u07f5:\u2028W|UD3S9r[\ud800\udc00S}|I\u2346'\udb5d\udc5dvySF}XiFKN<|", "canonical": true}
{"text": "34z", "error": "JSONDecodeError"}
{"text": "0.:95434", "error": "JSONDecodeError"}
{"text": "\"\"", "str": "", "canonical": true}
{"text": "{\t \r\n\"\" :[\t \r\n{ \"\udbff\udfffVqs\u2d982\\u0069\u0080\" :\"n1\udb8b\udd53M\u1d1ag\\t\\u0047\"\t \r\n, \"e\\u006cemen\\u0074s\": \"\"\t \r\n}]}", "str": "{'': [{'\\U0010ffffVqs\\u2d982i\\x80': 'n1\\U000f2d53M\u1d1ag\\tG', 'elements': ''}]}", "dumps": "{\"\": [{\"\\udbff\\udfffVqs\\u2d982i\\u0080\": \"n1\\udb8b\\udd53M\\u1d1ag\\tG\", \"elements\": \"\"}]}"}
{"text": "\"\\udbff\"", "str": "\udbff", "canonical": true}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "{\"\\u228e h\\u063c\\u1c7f3AA1\\u2028\\u1a9d\\ud800u8\\ud894\\udc22$&\":\"\u008b]\ud83e\udee8H\u13c2\u215a_\ud83e\udee8\u0eed\",  \"\\u0065l\\u0065ment\\u0073\"\t \r\n:1 }", "str": "{'\u228e h\u063c\u1c7f3AA1\\u2028\\u1a9d\\ud800u8\\U00035022$&': '\\x8b]\\U0001fae8H\u13c2\u215a_\\U0001fae8\\u0eed', 'elements': 1}", "dumps": "{\"\\u228e h\\u063c\\u1c7f3AA1\\u2028\\u1a9d\\ud800u8\\ud894\\udc22$&\": \"\\u008b]\\ud83e\\udee8H\\u13c2\\u215a_\\ud83e\\udee8\\u0eed\", \"elements\": 1}"}
{"text": "-18790986239435949077253690535007743", "str": "-18790986239435949077253690535007743", "canonical": true}
{"text": "{\"+J\\u04FD\\bP\":{\"file\"\t \r\n:[\n],\"file\": {} }\n}", "str": "{'+J\u04fd\\x08P': {'file': {}}}", "dumps": "{\"+J\\u04fd\\bP\": {\"file\": {}}}"}
{"text": "\"\\ud9f8\\udc05\"", "str": "\ud9f8\udc05", "canonical": true}
{"text": "\"/", "error": "JSONDecodeError"}
{"text": "-2.662816860528534e-192", "str": "-2.662816860528534e-192", "canonical": true}
{"text": "[-9.122007808134071e+162]", "str": "[-9.122007808134071e+162]", "canonical": true}
{"text": "true", "str": "True", "canonical": true}
{"text": "-", "error": "JSONDecodeError"}
{"text": "null", "str": "None", "canonical": true}
{"text": "", "error": "JSONDecodeError"}
{"text": "\"I(\u2f92\\\"AjaM\u2ba8\u200b\u007f\u2028X\\u001f\u1a80\\u00225\udbff\udfff\u21deue\u0301\\\"t\ud800\udc00q\\u007dt\u3000\udb40\udc01;=gaN\u007f\u0c6e\\b'*\\u007b]b\u061cQ\\fl\ud80f\udfbe17\\u0041YqTD\\u0062&oi\uda7b\udf27XZ\ud55cSY^\u00ad\u1866aub,Z\\\")\u2029_\\u000b\ud896\ude7a\u0b38\u20d0\"", "str": "I(\u2f92\"AjaM\u2ba8\u200b\u007f\u2028X\u001f\u1a80\"5\udbff\udfff\u21deue\u0301\"t\ud800\udc00q}t\u3000\udb40\udc01;=gaN\u007f\u0c6e\b'*{]b\u061cQ\fl\ud80f\udfbe17AYqTDb&oi\uda7b\udf27XZ\ud55cSY^\u00ad\u1866aub,Z\")\u2029_\u000b\ud896\ude7a\u0b38\u20d0", "dumps": "\"I(\\u2f92\\\"AjaM\\u2ba8\\u200b\\u007f\\u2028X\\u001f\\u1a80\\\"5\\udbff\\udfff\\u21deue\\u0301\\\"t\\ud800\\udc00q}t\\u3000\\udb40\\udc01;=gaN\\u007f\\u0c6e\\b'*{]b\\u061cQ\\fl\\ud80f\\udfbe17AYqTDb&oi\\uda7b\\udf27XZ\\ud55cSY^\\u00ad\\u1866aub,Z\\\")\\u2029_\\u000b\\ud896\\ude7a\\u0b38\\u20d0\""}
{"text": "[null]", "str": "[None]", "canonical": true}
{"text": "{ \"\" :\t \r\n\"'\\\"\ud55cisBb'xM\ufffd\\uDFFF\u18d0B\\u001f\u0cd1\",\"file\":\t \r\nnull\n}", "str": "{'': '\\'\"\ud55cisBb\\'xM\ufffd\\udfff\u18d0B\\x1f\\u0cd1', 'file': None}", "dumps": "{\"\": \"'\\\"\\ud55cisBb'xM\\ufffd\\udfff\\u18d0B\\u001f\\u0cd1\", \"file\": null}"}
{"text": "193", "str": "193", "canonical": true}
{"hex": "7b09200d0a226d5c753030343954e19f88e0bebd49e19b9168cdb85c7530303736333ff38e89c0afbef1acba85646662223a20302e3332393038383537363239383836202c22695c7530303644615c753030363765223a09200d0a393938207d", "error": "UnicodeDecodeError"}
{"text": "{\".\\u00e9-`^\" :{ \"\u2028A#m)\\udfff\u200b\\\"\u28df\" :[\n\"\\t-\\r\\u2e17(,;BT\\u003CK\uda37\udf02\u0703;\u0a71\udba3\udfb3\"]\t \r\n}, \"\\u0020\\u003B\ufeff\udb40\udc01\u2c6d/\u3000C\\u0009=\\u0819\u01315J&0\udad1\udee0-\\udfff0Ct'$~l\ufeffn\\u001f3\"\n:\n[ ]}", "str": "{'.\u00e9-`^': {'\\u2028A#m)\\udfff\\u200b\"\u28df': ['\\t-\\r\u2e17(,;BT<K\\U0009df02\u0703;\u0a71\\U000f8fb3']}, \" ;\\ufeff\\U000e0001\u2c6d/\\u3000C\\t=\u0819\u01315J&0\\U000c46e0-\\udfff0Ct'$~l\\ufeffn\\x1f3\": []}", "dumps": "{\".\\u00e9-`^\": {\"\\u2028A#m)\\udfff\\u200b\\\"\\u28df\": [\"\\t-\\r\\u2e17(,;BT<K\\uda37\\udf02\\u0703;\\u0a71\\udba3\\udfb3\"]}, \" ;\\ufeff\\udb40\\udc01\\u2c6d/\\u3000C\\t=\\u0819\\u01315J&0\\udad1\\udee0-\\udfff0Ct'$~l\\ufeffn\\u001f3\": []}"}
{"hex": "22e2", "error": "UnicodeDecodeError"}
{"text": "36668600.67998245", "str": "36668600.67998245", "canonical": true}
{"text": "{}", "str": "{}", "canonical": true}
{"hex": "5b3138452b313838202c20225c7564666666f0b5ad5b5c7530303636c28035e2a2a050225d", "error": "UnicodeDecodeError"}
{"text": "\"'\\r\u00801\ufffd", "error": "JSONDecodeError"}
{"text": "-1e400", "str": "-inf", "dumps": "-Infinity"}
{"text": "null", "str": "None", "canonical": true}
{"text": "{\"[\":{\"\\n\u007fTi\u0598\\b\u2e42\u0557$\u0b8czyD\\u002cF\": {}}, \"\\u0061\":\"\\u216bNCBr7XUK\"\t \r\n, \"\\u2d0f|V\\u114555\\u2NaNbb2\\udbffF1~\\ud8b2\\udd4c\\u007f\\u0184\\ud88c\\udd68\": [ 31null1]}", "error": "JSONDecodeError"}
{"text": "[687, {\"file\": \"\\udbffB\\u00ad\\\\>>\\ud92a\\udd21\\t$)\\rh \\u00e9\\u1a39\\u001b\\u1c64/W\\fRD-\\ufeffz)A\\u0bd8\\udbff\\udfXfi\"}, -1.1799787809636673e+140]", "error": "JSONDecodeError"}
{"text": "\"ox\"", "str": "ox", "canonical": true}
{"text": "-3.0752991711667607e-308", "str": "-3.0752991711667607e-308", "canonical": true}
{"text": "{\"b\": 1.9741898816836103e-06, \"\\n\": 3.2303220372232006e-219}", "str": "{'b': 1.9741898816836103e-06, '\\n': 3.2303220372232006e-219}", "canonical": true}
{"text": "\"\"", "str": "", "canonical": true}
{"hex": "22245c7530303730e186987673f1a15c75b7a447e29dbc22", "error": "UnicodeDecodeError"}
{"text": "{\"focal_length\": 2.142803701719216e-143, \"\\ud89a\\udfee-\\u0085\\udb40\\udc016\\u0000\\u009f01\\\"vqc3\\u125c\": {\"\": \"eD\\u001b\"}}", "str": "{'focal_length': 2.142803701719216e-143, '\\U00036bee-\\x85\\U000e00016\\x00\\x9f01\"vqc3\u125c': {'': 'eD\\x1b'}}", "canonical": true}
{"text": "[[] , {}\t \r\n,{\"nam\\u0065\"\t \r\n:\"(\\u0bb9\\ud879\\udc9b?,9\\ud800\\ufffdw\\uda63\\ude7eC6\\u029e\\ud871\\udc16hw\"\t \r\n} ]", "str": "[[], {}, {'name': '(\u0bb9\ud879\udc9b?,9\\ud800\ufffdw\\U000a8e7eC6\u029e\ud871\udc16hw'}]", "dumps": "[[], {}, {\"name\": \"(\\u0bb9\\ud879\\udc9b?,9\\ud800\\ufffdw\\uda63\\ude7eC6\\u029e\\ud871\\udc16hw\"}]"}
{"text": "[\n{\"\\u0066ile\":[],\n\"a\":{}\n},\n 554]", "str": "[{'file': [], 'a': {}}, 554]", "dumps": "[{\"file\": [], \"a\": {}}, 554]"}
{"text": "tru{e\\nfinityu", "error": "JSONDecodeError"}
{"text": "\"\uda5d\udd24\u2a97P\\u006c\\\"\u23c3\\uD800@G\ud55c\u0cd6\ud83d\ude00{\u24f2jO\"", "str": "\uda5d\udd24\u2a97Pl\"\u23c3\ud800@G\ud55c\u0cd6\ud83d\ude00{\u24f2jO", "dumps": "\"\\uda5d\\udd24\\u2a97Pl\\\"\\u23c3\\ud800@G\\ud55c\\u0cd6\\ud83d\\ude00{\\u24f2jO\""}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "[1.951231365109556e+111]", "str": "[1.951231365109556e+111]", "canonical": true}
{"text": "-6.732263038454377e+184", "str": "-6.732263038454377e+184", "canonical": true}
{"text": "[\n]", "str": "[]", "dumps": "[]"}
{"text": "{\"\\ud800\":[ \"U\", 9]\t \r\n,\n\"\\uDFFF*L\\u001bQf\u1d5b-f\u1034\udb31\udf26.\u1aff\\u0043!\" :\t \r\n[ {} ] ,\n\"\" :{} }", "str": "{'\\ud800': ['U', 9], '\\udfff*L\\x1bQf\u1d5b-f\u1034\\U000dc726.\\u1affC!': [{}], '': {}}", "dumps": "{\"\\ud800\": [\"U\", 9], \"\\udfff*L\\u001bQf\\u1d5b-f\\u1034\\udb31\\udf26.\\u1affC!\": [{}], \"\": {}}"}
{"text": ",true", "error": "JSONDecodeError"}
{"text": "860", "str": "860", "canonical": true}
{"text": "{\n\"fg\":{\"\\ud800\" :327675467648907831439}, \"\\u0061\":null,\t \r\n\"a\":\"a)\\u3000`\u2af7i\\u006B\ud99c\udd0a\\/p\u007f\\udb40\\uDC01\u00ad,kH\" }", "str": "{'fg': {'\\ud800': 327675467648907831439}, 'a': 'a)\\u3000`\u2af7ik\\U0007710a/p\\x7f\\U000e0001\\xad,kH'}", "dumps": "{\"fg\": {\"\\ud800\": 327675467648907831439}, \"a\": \"a)\\u3000`\\u2af7ik\\ud99c\\udd0a/p\\u007f\\udb40\\udc01\\u00ad,kH\"}"}
{"text": "15770010635319333566\\ude00767558", "error": "JSONDecodeError"}
{"text": "{\"name\":\n[\"a\"\n], \"jv\\\"(\\u00000\\ud928\\udd04'Gn\\u22b8ScaV3r\": \"\", \"S9\\u0066\\u0075r.e5\"\n:{\"\" :\"\"\n, \"b\"\t \r\n:true}\t \r\n}", "str": "{'name': ['a'], 'jv\"(\\x000\\U0005a104\\'Gn\u22b8ScaV3r': '', 'S9fur.e5': {'': '', 'b': True}}", "dumps": "{\"name\": [\"a\"], \"jv\\\"(\\u00000\\ud928\\udd04'Gn\\u22b8ScaV3r\": \"\", \"S9fur.e5\": {\"\": \"\", \"b\": true}}"}
{"hex": "7bc0af7d", "error": "UnicodeDecodeError"}
{"text": "6324078.073788217", "str": "6324078.073788217", "canonical": true}
{"text": "[]", "str": "[]", "canonical": true}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "[\"^Of*\\\\\"\n]", "str": "['^Of*\\\\']", "dumps": "[\"^Of*\\\\\"]"}
{"text": "\"\\uda1a\\udf8a\"", "str": "\uda1a\udf8a", "canonical": true}
{"hex": "74eda080727565747275", "error": "UnicodeDecodeError"}
{"text": "[false\t \r\n]", "str": "[False]", "dumps": "[false]"}
{"hex": "7b202266696c6522203a5b09200d0a225c75306432355c225c7530326562393f745c75313835666d795c75303838307b5c75646130365c75646339335c75316237365c753064393538225d2c0a22696d616765223a5b09200d0a7b20224a5f5c75303533395c74507b647c5c75643830305d4f5c75303061304071584357613a202224265c754446ff46463f4b227d205d7d", "error": "UnicodeDecodeError"}
{"text": "\"\\u2ef3\\u0f0e5m~?_\\udfffB\"", "str": "\u2ef3\u0f0e5m~?_\udfffB", "canonical": true}
{"text": "u00a00+\"", "error": "JSONDecodeError"}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "{\"\"\n: \"y\u1c213\\u0027\ud91f\udfc8\ud93c\uddf3=3-\u0080}Df\\rNY\\b\", \t \r\n\"b\":\n-9.068600631034969e-39 }", "str": "{'': \"y\u1c213'\\U00057fc8\\U0005f1f3=3-\\x80}Df\\rNY\\x08\", 'b': -9.068600631034969e-39}", "dumps": "{\"\": \"y\\u1c213'\\ud91f\\udfc8\\ud93c\\uddf3=3-\\u0080}Df\\rNY\\b\", \"b\": -9.068600631034969e-39}"}
{"text": "\"\\u003\\u2aa8\"", "error": "JSONDecodeError"}
{"text": "18686824563234898028986143", "str": "18686824563234898028986143", "canonical": true}
{"hex": "22c0af", "error": "UnicodeDecodeError"}
{"text": "[424, \"ON\\udbffr*,\\u0085y\\tq7sE;`d\\udc008\\u0000\\u0fae\\udbff\\udfff5\\u25c9Gdx~\\u2c89\\\\\\n\", false]", "str": "[424, 'ON\\udbffr*,\\x85y\\tq7sE;`d\\udc008\\x00\u0fae\\U0010ffff5\u25c9Gdx~\u2c89\\\\\\n', False]", "canonical": true}
{"text": "false", "str": "False", "canonical": true}
{"text": "4", "str": "4", "canonical": true}
{"text": "{\t \r\n\"e\\u006cem\\u0065nts\"\t \r\n:[true, [], {\"\":\n-9541104530580139081 , \"\":\t \r\n520820768925827", "error": "JSONDecodeError"}
{"text": "[ true\t \r\n]", "str": "[True]", "dumps": "[true]"}
{"text": "-0.0", "str": "-0.0", "canonical": true}
{"text": "2.2393495893284221e-116", "str": "2.2393495893284221e-116", "canonical": true}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "{", "error": "JSONDecodeError"}
{"text": "5896821727626672", "str": "5896821727626672", "canonical": true}
{"text": "[[\t \r\n] ,[-4530748116676297698580099482553251] ]", "str": "[[], [-4530748116676297698580099482553251]]", "dumps": "[[], [-4530748116676297698580099482553251]]"}
{"hex": "5b2022d5a140e1af9ee1bca3265c7530303166585f66f29998a1564b27d89c29222c5b5d0a2cc0af207b7d5d", "error": "UnicodeDecodeError"}
{"text": "\"\u2231:e$P\\u208c\\u007Ed\u282d-oc|d7\"", "str": "\u2231:e$P\u208c~d\u282d-oc|d7", "dumps": "\"\\u2231:e$P\\u208c~d\\u282d-oc|d7\""}
{"text": "[]", "str": "[]", "canonical": true}
{"text": "[ ]", "str": "[]", "dumps": "[]"}
{"text": "true", "str": "True", "canonical": true}
{"text": "{\n\"\\ud800\"\n:\"+\\ufeff\", \"\u00e9\":\n\"yme\u0301\\ude00\",\"focal\\u005Fle\\u006pgth\": \"\"\t \r\n}", "error": "JSONDecodeError"}
{"text": "\"\\udae1\\udc79\\u00e9|3\\\\\\u00ad1{\\u0378\\ud800\\u3000>|\\udc00w\\\"f\"", "str": "\udae1\udc79\u00e9|3\\\u00ad1{\u0378\ud800\u3000>|\udc00w\"f", "canonical": true}
{"hex": "2e3734303431353239343935f6313435efbbbf652b20323330", "error": "UnicodeDecodeError"}
{"text": "{\"\\ud800\": {\"G\\u1b21X\": [3.828204433008641e-190, true], \"image\": [-2.858111521457153e-56, \"W\\u001f\\udb96\\ude58\\u0085\\u218a\\ufffd\\u000b\\u001f\\u1d26\\ud800\\udbca\\ude16\\ufffd_4'4\"]}}", "str": "{'\\ud800': {'G\u1b21X': [3.828204433008641e-190, True], 'image': [-2.858111521457153e-56, \"W\\x1f\\U000f5a58\\x85\u218a\ufffd\\x0b\\x1f\u1d26\\ud800\\U00102a16\ufffd_4'4\"]}}", "canonical": true}
{"hex": "7b225c753030333620e2b4a9f48fbf71e2919d6133e1a3937e2209200d0a3a3637387d", "error": "UnicodeDecodeError"}
{"text": "-2.3537332295440174e+299", "str": "-2.3537332295440174e+299", "canonical": true}
{"text": "520", "str": "520", "canonical": true}
{"hex": "7b22665c753030366663616c5f6c656e677468223a7b2022e0a587223a2250e1af8ae0aa9822207d802022e1bb92212ae2a3ab2a754a47c58676e2808be1bc845c2f6725374122203a2d382e373830383237333533313830373239652d32393209200d0a2c2022666f63", "error": "UnicodeDecodeError"}
{"text": "false", "str": "False", "canonical": true}
{"text": "{\"\\udfffUF\" :\n{\"name\":[ -26748.60264576834098372687 , \nnull\t \r\n],\n\"s\\ud83e\\udee84h'R2+r\"\t \r\n:\"P\\u13c6\\ud9a3\\udef0<hDI-\\u25ad\\udfff\\u1923\\r89<u\" },  \"na\\u006De\"\n:{\t \r\n\"name\":\n[\n] }}", "str": "{'\\udfffUF': {'name': [-26748.60264576834, None], \"s\\U0001fae84h'R2+r\": 'P\u13c6\\U00078ef0<hDI-\u25ad\\udfff\u1923\\r89<u'}, 'name': {'name': []}}", "dumps": "{\"\\udfffUF\": {\"name\": [-26748.60264576834, null], \"s\\ud83e\\udee84h'R2+r\": \"P\\u13c6\\ud9a3\\udef0<hDI-\\u25ad\\udfff\\u1923\\r89<u\"}, \"name\": {\"name\": []}}"}
{"hex": "496e66696e697479d35d", "error": "UnicodeDecodeError"}
{"text": "[-157927594993829315219, \"nb\\udb1c\\udf15\\u28e6_j#\\u00e9\\\\3\\u0085c\\udbff\\u2028T\\ud811\\udc5cB\"]", "str": "[-157927594993829315219, 'nb\\U000d7315\u28e6_j#\u00e9\\\\3\\x85c\\udbff\\u2028T\ud811\udc5cB']", "canonical": true}
{"hex": "7b09200d0a2275e0a8b75c754443303022203a225c7566656666305c75316263325c225c7530656564222c224c2e3e223a0a225c5c3c5c75643833645c7564653030745c75643864635c75646334384e5c5c5c6e5c75323032385d5c75323030625c7564633030245c75313436333e222c09200d0a225c7564383030223a227028e2989c7a5c7530303830f3a9985ff09f99845c75304546385b6770e194aa5c75646161335c7544463631e2b8af4b40227d", "error": "UnicodeDecodeError"}
{"text": "\"@\\u1472:\\u00856\"", "str": "@\u1472:\u00856", "canonical": true}
{"text": "74706324257E379", "str": "inf", "dumps": "Infinity"}
{"text": "\"e\\u0301Fs|jmvb.k\\udb28\\udd2f>`Keo\"", "str": "e\u0301Fs|jmvb.k\udb28\udd2f>`Keo", "canonical": true}
{"text": "\"B\\ufffdf.[/.B5sM\\u001b,\\rH\\te\"", "str": "B\ufffdf.[/.B5sM\u001b,\rH\te", "canonical": true}
{"text": "NaN\"O\\udyc3\\udc9b-A}1j\\ud979\\udfe5\"", "error": "JSONDecodeError"}
{"text": "\"_\ud83e\udee8K\u061c\ufeff\\u2FB9e\u0490\\r\\u003a\u1133\ud80a\udceeT\u02a5\u2028\\ud800F8\u156f\udb40\udc01`V\u2b8ddO\u199bd\\u0032g", "error": "JSONDecodeError"}
{"text": "[{\"b\": 91, \"\\u000b\\u018d\": 0}, true, \"#\\u007fd@\\\u001f2bd0iL\\u2e05?\\u074b\\ufffdTJ.\\u2029'\"]", "error": "JSONDecodeError"}
{"text": "{ \"focal_length\" :\"\\u0fe5\\\\]\",\n \"a\":\"", "error": "JSONDecodeError"}
{"text": "[\t \r\n", "error": "JSONDecodeError"}
{"text": "\"U\\ud55cV\\ud800\\udc00\\u18ae\\udbff\\ud83e\\udee8\\u0085\\fb:[,7p_\\ud83e\\udee8h&TA'\\udfff-\\u219d\\ufeff\\u15ab\\u00a06S\"", "str": "U\ud55cV\ud800\udc00\u18ae\udbff\ud83e\udee8\u0085\fb:[,7p_\ud83e\udee8h&TA'\udfff-\u219d\ufeff\u15ab\u00a06S", "canonical": true}
{"text": "\"g\u2028^\\udbffq9\u151d\u0085^s\u061c\ud92b\udeb7MM\u1e10s\\ud850\\uDF88lk\u00adA\uda59\udc09\u3000T\u2029\u2dc7)\udaa3\udcf2\u26625J\\u0065\u0301)-\udb40\udc01*\u0c295t|\\u0065]\ufeffIX3\ud55ct\\u1B02\u0d10\u06f6O@\ud83e\udee8\u093b8\\u2AAD\\r!$Y+\ud803\udffe\u0096u%\\u0062e\u0301.XTi2U\\ud83d\\uDE00b~E\u009f)\"", "str": "g\u2028^\udbffq9\u151d\u0085^s\u061c\ud92b\udeb7MM\u1e10s\ud850\udf88lk\u00adA\uda59\udc09\u3000T\u2029\u2dc7)\udaa3\udcf2\u26625Je\u0301)-\udb40\udc01*\u0c295t|e]\ufeffIX3\ud55ct\u1b02\u0d10\u06f6O@\ud83e\udee8\u093b8\u2aad\r!$Y+\ud803\udffe\u0096u%be\u0301.XTi2U\ud83d\ude00b~E\u009f)", "dumps": "\"g\\u2028^\\udbffq9\\u151d\\u0085^s\\u061c\\ud92b\\udeb7MM\\u1e10s\\ud850\\udf88lk\\u00adA\\uda59\\udc09\\u3000T\\u2029\\u2dc7)\\udaa3\\udcf2\\u26625Je\\u0301)-\\udb40\\udc01*\\u0c295t|e]\\ufeffIX3\\ud55ct\\u1b02\\u0d10\\u06f6O@\\ud83e\\udee8\\u093b8\\u2aad\\r!$Y+\\ud803\\udffe\\u0096u%be\\u0301.XTi2U\\ud83d\\ude00b~E\\u009f)\""}
{"text": "774", "str": "774", "canonical": true}
{"hex": "2d353480", "error": "UnicodeDecodeError"}
{"text": "\"\"", "str": "", "canonical": true}
{"text": "[[1e400],  [ ] , [\n], -2990579555190716062717701267588972296, \t \r\n{ \"USt\": [\t \r\n] ,\"b\":{ \"file\" :\n\"\u0dfe_z\u007f\ud837\udd14I\\u0000$\\uDC00/\uda51\udee5pH\\\\4M\" , \n\"\\u006Eame\" :-0.0, \"el\\u0065ments\": \"M,&9d\u2861\u007f\u00ad\"\n} , \"\u00e9\" : {\"9\\u00", "error": "JSONDecodeError"}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "\"P!\"", "str": "P!", "canonical": true}
{"text": "{\n\"e5m\u3000\u2820\": 710}", "str": "{'e5m\\u3000\u2820': 710}", "dumps": "{\"e5m\\u3000\\u2820\": 710}"}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "{}", "str": "{}", "canonical": true}
{"hex": "5b22443c47222c2009200d0a225c2ff09faba8e0b49b5b75efbbbfe1a8b55229363a40e19f99e284ba5f36f09faba8e2aeb0432f72702843f489b5ac256c3ece82e1b1b75c5c65cc815f5c75303631656de2b8b0414b64f48fbfbfe0bcb9297c39e2afafe0a59c5c66326377e2b7bb63cdb86ad89c3a285c7530303342f393948c5c75646266663a3778e22b835f636ce0a18e282f753d685c7532636431245c7530303062675876d89c220a5d", "error": "UnicodeDecodeError"}
{"text": "\"\\ud800*\\ud83d\\ude00y5\"", "str": "\ud800*\ud83d\ude00y5", "canonical": true}
{"text": "[{ \"\"\n: \"zo\\u00ad\\u001fk\",\n \"\":\"\\u2144\\fZ{l\\u200b\\u0eea1\\ud55cI\\ud83e\\udee8\\n0'o,\\udbff\\udfff\",\n\"file\":\t \r\n{}},\n\"I\\u001b\\u0028\u061c\\u002D\\u00751\u0e27\ud800\udc00a\u0ca92\u194cRi\ud80b\udc28\u1d65\"\n,\n\n-86463640770107251]", "str": "[{'': \"\u2144\\x0cZ{l\\u200b\\u0eea1\ud55cI\\U0001fae8\\n0'o,\\U0010ffff\", 'file': {}}, 'I\\x1b(\\u061c-u1\u0e27\ud800\udc00a\\u0ca92\u194cRi\\U00012c28\u1d65', -86463640770107251]", "dumps": "[{\"\": \"\\u2144\\fZ{l\\u200b\\u0eea1\\ud55cI\\ud83e\\udee8\\n0'o,\\udbff\\udfff\", \"file\": {}}, \"I\\u001b(\\u061c-u1\\u0e27\\ud800\\udc00a\\u0ca92\\u194cRi\\ud80b\\udc28\\u1d65\", -86463640770107251]"}
{"text": "{\"elements\":{\"b\":1.3063566450422498e+177,  \"\\ud9b6\\uDDA7\uda07\udde5\\udbff3M\":[\"\\ud80e\\udc60]g'I\\u2c6c|~/\\ud889\\udd43\\u0b37HS\\ud55c\\u001bU2e[u ?\\u1706e\\u0301E\\u2afffjC\\u061c\" ,\t \r\n\nnull ,\t \r\n\"AFH\",\t \r\n\t \r\nfalse ,\t \r\n\"8u\"],  \"u\\u0c60Q\":[ ]}}", "str": "{'elements': {'b': 1.3063566450422498e+177, '\\U0007d9a7\\U00091de5\\udbff3M': [\"\\U00013860]g'I\u2c6c|~/\\U00032543\u0b37HS\ud55c\\x1bU2e[u ?\u1706e\u0301E\u2afffjC\\u061c\", None, 'AFH', False, '8u'], 'u\u0c60Q': []}}", "dumps": "{\"elements\": {\"b\": 1.3063566450422498e+177, \"\\ud9b6\\udda7\\uda07\\udde5\\udbff3M\": [\"\\ud80e\\udc60]g'I\\u2c6c|~/\\ud889\\udd43\\u0b37HS\\ud55c\\u001bU2e[u ?\\u1706e\\u0301E\\u2afffjC\\u061c\", null, \"AFH\", false, \"8u\"], \"u\\u0c60Q\": []}}"}
{"hex": "5b2d31363530353530343536373530fc3737343331333139312e333336373638313730313934393136393034365d", "error": "UnicodeDecodeError"}
{"text": "[\t \r\n[{\"\u00e9\":\"\\u0046\\u0B9A\u028fV\\\"\"\n,\"image\":\"}\\ud800\\udc00\\u21d2\" }, \n{}\t \r\n] ,\t \r\n\"\\u25E1\u0378\udbff\udfff-=\\u00", "error": "JSONDecodeError"}
{"hex": "222e5c7564626666e19883235c74f4e280a88fbfbf364bf1bb9fb55c75303034355c7530333634f39a968bf3a080815c7530306539c2805a3b22", "error": "UnicodeDecodeError"}
{"text": "t\ufeffInfinityrue", "error": "JSONDecodeError"}
{"text": "[]", "str": "[]", "canonical": true}
{"text": "{\"a\": nul\n,\n\"b\":\"\\udc00i}\uda0f\udf3dC\u29d90\\u002f\"}", "error": "JSONDecodeError"}
{"hex": "5b0a222d5c5c5c2f5c7530303246e18a9bd2a1705c7530303530473d44e2bea337e0b0b3e18d877e5c75303035305871d2a128e1bb985c753030373375e19da658e298833a605322202c22eda080225d", "error": "UnicodeDecodeError"}
{"text": "{\t \r\n\"\\u100e9\" : \"R\\u0035\u13a6T%Tud83e\\uDEE8\\u2305\\u001b\ud873\udf60CZ\\u004B\"\t \r\n}", "str": "{'\u100e9': 'R5\u13a6T%Tud83e\\udee8\u2305\\x1b\ud873\udf60CZK'}", "dumps": "{\"\\u100e9\": \"R5\\u13a6T%Tud83e\\udee8\\u2305\\u001b\\ud873\\udf60CZK\"}"}
{"text": "", "error": "JSONDecodeError"}
{"text": "{}", "str": "{}", "canonical": true}
{"text": " \"CH\"", "str": "CH", "dumps": "\"CH\""}
{"text": "[]", "str": "[]", "canonical": true}
{"text": "\"\\", "error": "JSONDecodeError"}
{"text": "-642\\ud83d", "error": "JSONDecodeError"}
{"hex": "5b22f0a0a38d542209200d0a2cff2022e29194e1a09fd89c2209200d0a2c200a22c7804c2a5241d68b5c7530303532735c7530303445565c22377c655c7530303530f399a78322205d", "error": "UnicodeDecodeError"}
{"text": "-2.565497622324681e-157", "str": "-2.565497622324681e-157", "canonical": true}
{"text": "null", "str": "None", "canonical": true}
{"text": "\"\\uda06\\ude5f\\u0085\\u2822T_kZ\\f\\udb51\\udfd5CO\\u0484\\u007fM5-\\ud55c~\\udfff\\u142e\\u1686\\u026a\\u000bG\\u706f7\\u001bz\\u00adl\"", "str": "\uda06\ude5f\u0085\u2822T_kZ\f\udb51\udfd5CO\u0484\u007fM5-\ud55c~\udfff\u142e\u1686\u026a\u000bG\u706f7\u001bz\u00adl", "canonical": true}
{"text": "[[\"\\udb3a\\udd56q\\u007fI\\udc00SWaxbj\\u007f*5\\udb39\\uddc8\", -190057352466500383481009752106801, [\"\\r%3\\ud9ed\\uddda}>2[*\", true, \"N\\\"@\\u0080:@M\\udab0\\udc0a\\u0085uX{\\u1ce7\\u26e9'7\\u2fd0\"], true, {}], \"\\u061c\", \"r\"]", "str": "[['\\U000de956q\\x7fI\\udc00SWaxbj\\x7f*5\\U000de5c8', -190057352466500383481009752106801, ['\\r%3\\U0008b5da}>2[*', True, 'N\"@\\x80:@M\\U000bc00a\\x85uX{\u1ce7\u26e9\\'7\u2fd0'], True, {}], '\\u061c', 'r']", "canonical": true}
{"text": "-0", "str": "0", "dumps": "0"}
{"hex": "5b20225c7531343743e28982e28bb426357152e2bfbe4f5c75646330305c745c75303030624ee18c8ef3baa782e280a9e2b7aa3e734a352f55706f454e6df3b2babce0a68f2e6070e0aa85f1898cb75bce835c2237c2dc5c75303031663a3f3059385c7530303431325c75643933315c754444413329656248e292b5e285b7e1949a5c5c5c7530303263c285e292be495c75303030394f7b7f52245bd486415c7530303533533d51cdb85c5cf3a080817b5c7530303030e2a1b3225d", "error": "UnicodeDecodeError"}
{"text": "/}", "error": "JSONDecodeError"}
{"text": "[\t", "error": "JSONDecodeError"}
{"text": "\"Qs/B\u0f2eq,x\\n\u2029aB\u2b54\\udfff\udb40\udc01\u2e5aH\"", "str": "Qs/B\u0f2eq,x\n\u2029aB\u2b54\udfff\udb40\udc01\u2e5aH", "dumps": "\"Qs/B\\u0f2eq,x\\n\\u2029aB\\u2b54\\udfff\\udb40\\udc01\\u2e5aH\""}
{"text": "/", "error": "JSONDecodeError"}
{"text": "-0E", "error": "JSONDecodeError"}
{"hex": "7b225c756361365c7531326239505c7532663032345c75316465385c75303061305c75323563315c7531353165223a207b2266696c65223a20eda08022315b5c7533303030275c75303030624c79775c75303663615c75333030305c5c5c75313438663a665679227d7d", "error": "UnicodeDecodeError"}
{"text": "{\"\\u0061\":-1.7408814248875253e-25,\"image\": \" 2'\\u0b0fx9;R\\u00f^\\u118b$^\\u02d3\\u2414yEU2\\u0d70E\\u3000\\f{2wXp\\u2d54p\",\"file\":\t \r\n-483 }", "error": "JSONDecodeError"}
{"hex": "5b2da131333030372e3933313032", "error": "UnicodeDecodeError"}
{"text": "null", "str": "None", "canonical": true}
{"text": "-{}", "error": "JSONDecodeError"}
{"text": "-4801066322645037434", "str": "-4801066322645037434", "canonical": true}
{"text": "\"$\\ud83d\\ude008\\u0000C_\\u13ee\\rl\"", "str": "$\ud83d\ude008\u0000C_\u13ee\rl", "canonical": true}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "\"\\b\"", "str": "\b", "canonical": true}
{"text": "null", "str": "None", "canonical": true}
{"text": "\"H\\\"(F,e\u0301\u1283mF\udbff\udfff\u06a9u\\u002e:\\bR|\"", "str": "H\"(F,e\u0301\u1283mF\udbff\udfff\u06a9u.:\bR|", "dumps": "\"H\\\"(F,e\\u0301\\u1283mF\\udbff\\udfff\\u06a9u.:\\bR|\""}
{"text": "\"Ca\\u0378;;\\u2365\\b\\u09eb|&4\\ud800T_\\u2029jL\"", "str": "Ca\u0378;;\u2365\b\u09eb|&4\ud800T_\u2029jL", "canonical": true}
{"text": "5", "str": "5", "canonical": true}
{"text": "-", "error": "JSONDecodeError"}
{"text": "n\\unulllnull", "error": "JSONDecodeError"}
{"text": "[\"G\\ufffd\\u2cc4\\udbff\\u009f^x)S\\t\\u2bfe\\u001bc\\u2fb8f\\u0718\", \"\\n@.O 9Ve\\u0301Lurw\\u29e9Z\\u16ad\"]", "str": "['G\ufffd\u2cc4\\udbff\\x9f^x)S\\t\u2bfe\\x1bc\u2fb8f\u0718', '\\n@.O 9Ve\u0301Lurw\u29e9Z\u16ad']", "canonical": true}
{"text": "\"^DN}\\u00e9-O)\"", "str": "^DN}\u00e9-O)", "canonical": true}
{"text": "\";O\"", "str": ";O", "canonical": true}
{"text": "570", "str": "570", "canonical": true}
{"text": "", "error": "JSONDecodeError"}
{"text": "\"\\u2029\"", "str": "\u2029", "canonical": true}
{"text": "false", "str": "False", "canonical": true}
{"text": "\"\"", "str": "", "canonical": true}
{"text": "false", "str": "False", "canonical": true}
{"text": "0enull342", "error": "JSONDecodeError"}
{"text": "}", "error": "JSONDecodeError"}
{"text": "null", "str": "None", "canonical": true}
{"text": "477", "str": "477", "canonical": true}
{"text": "346913704758738.8", "str": "346913704758738.8", "canonical": true}
{"text": "{\t \r\n\"name\":\n[ NaN]}", "str": "{'name': [nan]}", "dumps": "{\"name\": [NaN]}"}
{"text": "{\"cI0\": -338}", "str": "{'cI0': -338}", "canonical": true}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "\"\\\u001fu00b]@\\u190", "error": "JSONDecodeError"}
{"text": "{\"name\": [nul]}", "error": "JSONDecodeError"}
{"text": "\"\u127bp)Tw\\u0058%X\"", "str": "\u127bp)TwX%X", "dumps": "\"\\u127bp)TwX%X\""}
{"text": "{\",~%\u2f1a>\u28771\\u0047<i'3[\\u0060z\u0cf5\"\n:{\"\u0378^\\n\\u000b\\u1e01?\udbff\udfff \ud8ae\udf11r|jG{n\" :[ 905193935763419467,\"b2\",\n\"[oD/\\udfffO6o/\" , \"bQ\\udaa8\\udd17\", false\t \r\n], \"\\u1472\" :-0.4301,\"\":\t \r\n7.533052554096967e+73,\"\\u0066il\\u0065\":\"\\u2177\" ,\n\"\\ud83e\\ude", "error": "JSONDecodeError"}
{"text": "[[],\ntrue,\n \"[\",\n true,\n\"#\\u0026\u266c\udbcf\ude48v\ud9cc\ude3d\\u006Eu*\"\t \r\n]", "str": "[[], True, '[', True, '#&\u266c\\U00103e48v\\U0008323dnu*']", "dumps": "[[], true, \"[\", true, \"#&\\u266c\\udbcf\\ude48v\\ud9cc\\ude3dnu*\"]"}
{"text": "\"/\"", "str": "/", "canonical": true}
{"text": "[-63411025794044891391\t \r\n,\"fK\u1b21@E\\u0038\udadb\ude52\u180b?\"\n]", "str": "[-63411025794044891391, 'fK\u1b21@E8\\U000c6e52\u180b?']", "dumps": "[-63411025794044891391, \"fK\\u1b21@E8\\udadb\\ude52\\u180b?\"]"}
{"hex": "2d322e3435ff323239303430393133343138652d323135", "error": "UnicodeDecodeError"}
{"text": "\"6\u0c79m}x\\udb93\\uDDAC=O]\\u0085BTlM\u09dc\"", "str": "6\u0c79m}x\udb93\uddac=O]\u0085BTlM\u09dc", "dumps": "\"6\\u0c79m}x\\udb93\\uddac=O]\\u0085BTlM\\u09dc\""}
{"text": "19", "str": "19", "canonical": true}
{"text": "[{\n\"focal_length\":[\"\\u0069\\u000Dv\"\t \r\n]}\t \r\n,\n\"u\\u1f7fZ\" ,857215388677096908981531335464,\"\\\\?wr\\u2895\\udfff\\ufffd\\u0e80s\\u009f\\\\\\u17a6U\\udb1d\\uddf7I4\\udbff\",\n[\t \r\n\"\",\"\\u28af+3E\\u1b96\\u174fw\\u2028p&m\\u001f\\u001b\\ud83e\\udee8\\u007f\",\n\"\ufeff\"\t \r\n]]", "str": "[{'focal_length': ['i\\rv']}, 'u\\u1f7fZ', 857215388677096908981531335464, '\\\\?wr\u2895\\udfff\ufffd\\u0e80s\\x9f\\\\\u17a6U\\U000d75f7I4\\udbff', ['', '\u28af+3E\u1b96\u174fw\\u2028p&m\\x1f\\x1b\\U0001fae8\\x7f', '\\ufeff']]", "dumps": "[{\"focal_length\": [\"i\\rv\"]}, \"u\\u1f7fZ\", 857215388677096908981531335464, \"\\\\?wr\\u2895\\udfff\\ufffd\\u0e80s\\u009f\\\\\\u17a6U\\udb1d\\uddf7I4\\udbff\", [\"\", \"\\u28af+3E\\u1b96\\u174fw\\u2028p&m\\u001f\\u001b\\ud83e\\udee8\\u007f\", \"\\ufeff\"]]"}
{"text": "\"t\\ud83e\\udee8\\u1c0wfUU\\u2d4b;-\\u23b8~\\\"k\\u009f\\\",\"", "error": "JSONDecodeError"}
{"text": "null\u0000", "error": "JSONDecodeError"}
{"text": "\"AsV@\\u0000/bl0\\u0378\\u007f|\\udbff\\udfffx\\ufeff\"", "str": "AsV@\u0000/bl0\u0378\u007f|\udbff\udfffx\ufeff", "canonical": true}
{"text": "true", "str": "True", "canonical": true}
{"text": "true", "str": "True", "canonical": true}
{"text": "{\":", "error": "JSONDecodeError"}
{"text": "[62, \"\"]", "str": "[62, '']", "canonical": true}
{"text": "\"\\t\\\"%\"", "str": "\t\"%", "canonical": true}
{"text": "-0.4055473\"286\u2028296}\\ude0033439183", "error": "JSONDecodeError"}
{"text": "\"\ud9d6\udc86\\u2D8EH\"", "str": "\ud9d6\udc86\u2d8eH", "dumps": "\"\\ud9d6\\udc86\\u2d8eH\""}
{"text": "[{\"fil\\u0065\": \"=\\\\[)@s\\udbff4d\\ud83e\\uDEE8W\u079dX\u20280~\\\\\\udbff\\u0061n\u009f V\u0afaX\udb18\udfec\\rb._\"},[ -3.0016531709042483e+57\n, true ], { \".\" :[-185 ,\t \r\n \"X\u2601{\u2001\\\\\u10fcKpv%M\\b;q\u209b\\u0054\\ufffd\u0080\u218a-%V]w%\udb44\uddc8\\uD800E$\udadd\udd10\"]\t \r\n,\"fil\\u0065\"\t \r\n:{}\n}\n]", "str": "[{'file': '=\\\\[)@s\\udbff4d\\U0001fae8W\u079dX\\u20280~\\\\\\udbffan\\x9f V\u0afaX\\U000d63ec\\rb._'}, [-3.0016531709042483e+57, True], {'.': [-185, 'X\u2601{\\u2001\\\\\u10fcKpv%M\\x08;q\u209bT\ufffd\\x80\u218a-%V]w%\\U000e11c8\\ud800E$\\U000c7510'], 'file': {}}]", "dumps": "[{\"file\": \"=\\\\[)@s\\udbff4d\\ud83e\\udee8W\\u079dX\\u20280~\\\\\\udbffan\\u009f V\\u0afaX\\udb18\\udfec\\rb._\"}, [-3.0016531709042483e+57, true], {\".\": [-185, \"X\\u2601{\\u2001\\\\\\u10fcKpv%M\\b;q\\u209bT\\ufffd\\u0080\\u218a-%V]w%\\udb44\\uddc8\\ud800E$\\udadd\\udd10\"], \"file\": {}}]"}
{"text": "{ \"\\ud800\"\t \r\n:-96\t \r\n,\n\"c\u19f6\u2029$\u2c5aSj\ud800\udc00x\udbff\udfffG\\udac9\\uDEABZ\u061c\uda29\udccb/\":true\n,\"\u235dW<^+$YL\\u236D\\u007B\udbb3\udcf7\u043a\\\\\ud881\udd2f\ud875\udd79\"\t \r\n:8.504429862775947e-09 }", "str": "{'\\ud800': -96, 'c\u19f6\\u2029$\u2c5aSj\ud800\udc00x\\U0010ffffG\\U000c26abZ\\u061c\\U0009a4cb/': True, '\u235dW<^+$YL\u236d{\\U000fccf7\u043a\\\\\ud881\udd2f\ud875\udd79': 8.504429862775947e-09}", "dumps": "{\"\\ud800\": -96, \"c\\u19f6\\u2029$\\u2c5aSj\\ud800\\udc00x\\udbff\\udfffG\\udac9\\udeabZ\\u061c\\uda29\\udccb/\": true, \"\\u235dW<^+$YL\\u236d{\\udbb3\\udcf7\\u043a\\\\\\ud881\\udd2f\\ud875\\udd79\": 8.504429862775947e-09}"}
{"text": "\"\"", "str": "", "canonical": true}
{"text": "-0.061600184455673e+88", "str": "-6.1600184455673e+86", "dumps": "-6.1600184455673e+86"}
{"text": "{\"name\": [true, {]}", "error": "JSONDecodeError"}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "-nu", "error": "JSONDecodeError"}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "\"w\uda69\udd9a\"\u0000", "error": "JSONDecodeError"}
{"text": "{\"X\\u2e03)u\\u2e5du1z\": {\"\": 418, \"\": [\"'\\u0f71u+g\\\\\\udb83\\udd01\\udbff#\\u07bb\\r\\u3000\\u0000gC1\\u009f\", 78, \"~\", \"\\u24edM\\u0085*x5/{t*\\u000b\\u00a0\\u4367O\\u2028Q/{r\\u0000_N[B\\udb09\\uddb0d/K\\ue7c2U\", false]}, \"\": true, \"name\": []}", "str": "{'X\u2e03)u\u2e5du1z': {'': [\"'\u0f71u+g\\\\\\U000f0d01\\udbff#\\u07bb\\r\\u3000\\x00gC1\\x9f\", 78, '~', '\u24edM\\x85*x5/{t*\\x0b\\xa0\u4367O\\u2028Q/{r\\x00_N[B\\U000d25b0d/K\\ue7c2U', False]}, '': True, 'name': []}", "dumps": "{\"X\\u2e03)u\\u2e5du1z\": {\"\": [\"'\\u0f71u+g\\\\\\udb83\\udd01\\udbff#\\u07bb\\r\\u3000\\u0000gC1\\u009f\", 78, \"~\", \"\\u24edM\\u0085*x5/{t*\\u000b\\u00a0\\u4367O\\u2028Q/{r\\u0000_N[B\\udb09\\uddb0d/K\\ue7c2U\", false]}, \"\": true, \"name\": []}"}
{"text": "0", "str": "0", "canonical": true}
{"text": "[ ]", "str": "[]", "dumps": "[]"}
{"text": "\"\\", "error": "JSONDecodeError"}
{"text": "-8513358292281271674e+277", "str": "-8.513358292281271e+295", "dumps": "-8.513358292281271e+295"}
{"text": "{\"\u00e9\":\"dbU\" }", "str": "{'\u00e9': 'dbU'}", "dumps": "{\"\\u00e9\": \"dbU\"}"}
{"text": "-1.6042288389156857e-145", "str": "-1.6042288389156857e-145", "canonical": true}
{"text": "Infinity\"m", "error": "JSONDecodeError"}
{"text": "\"J42>Wr\\u0c58\\u0080\\u200b(\\u27e7h*Tc!bd.'L%{\\u2b9b\\u04335>/b\\u061c\"", "str": "J42>Wr\u0c58\u0080\u200b(\u27e7h*Tc!bd.'L%{\u2b9b\u04335>/b\u061c", "canonical": true}
{"text": "{\"\\u1fd9\\u1abbk\\u1a65#Y\\u176c\\u050b\\ud8b7\\uddbeoFHZ-u(\": 663}", "str": "{'\u1fd9\u1abbk\u1a65#Y\u176c\u050b\\U0003ddbeoFHZ-u(': 663}", "canonical": true}
{"text": "\"\\u0618D\\u22f9\\u23bd_/ iZ\"", "str": "\u0618D\u22f9\u23bd_/ iZ", "canonical": true}
{"text": "[ ]", "str": "[]", "dumps": "[]"}
{"text": "-{0e51", "error": "JSONDecodeError"}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "[ []\t \r\n]", "str": "[[]]", "dumps": "[[]]"}
{"text": "-0", "str": "0", "dumps": "0"}
{"hex": "f490807b806e756c6c", "error": "UnicodeDecodeError"}
{"text": "\".<\"", "str": ".<", "canonical": true}
{"text": "-9.880766197344798e+188", "str": "-9.880766197344798e+188", "canonical": true}
{"text": "\";\\udbff\\u061", "error": "JSONDecodeError"}
{"text": "{\"name\":{\"\ud83e\udee8Dm\u1ecb\uda0b\udd58\udbc7\udd60~\\u000b\" :\t \r\n[\"\u07faO\u12b8fw\\u001b\\t\\\"\u00854 \u1276N7\udb40\udc012B}iA\\u007e6<O\uda31\ude42\\ud800\ud800\udc00(\\ts\"],  \"focal_length\"\n:[2.98803753836629e-08\n,false,343\t \r\n, 83989236711956E+385,\nfalse\t \r\n]} ,\"\u19d4\u0378\\\\rZce\u0301'\u25c6\" :\t \r\n\"M\" }", "str": "{'name': {'\\U0001fae8Dm\u1ecb\\U00092d58\\U00101d60~\\x0b': ['\u07faO\u12b8fw\\x1b\\t\"\\x854 \u1276N7\\U000e00012B}iA~6<O\\U0009c642\\ud800\ud800\udc00(\\ts'], 'focal_length': [2.98803753836629e-08, False, 343, inf, False]}, \"\u19d4\\u0378\\\\rZce\u0301'\u25c6\": 'M'}", "dumps": "{\"name\": {\"\\ud83e\\udee8Dm\\u1ecb\\uda0b\\udd58\\udbc7\\udd60~\\u000b\": [\"\\u07faO\\u12b8fw\\u001b\\t\\\"\\u00854 \\u1276N7\\udb40\\udc012B}iA~6<O\\uda31\\ude42\\ud800\\ud800\\udc00(\\ts\"], \"focal_length\": [2.98803753836629e-08, false, 343, Infinity, false]}, \"\\u19d4\\u0378\\\\rZce\\u0301'\\u25c6\": \"M\"}"}
{"text": "93", "str": "93", "canonical": true}
{"text": "[\n4.011308697327227e+301\n]", "str": "[4.011308697327227e+301]", "dumps": "[4.011308697327227e+301]"}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "398", "str": "398", "canonical": true}
{"text": "{\"R\\bk\\ud946\\ude97\\udbff;T\\udfff\\u0378s\\u2b95dO-{\\ud83d\\ude00\\uda61\\udee0\": {\"4\": []}}", "str": "{'R\\x08k\\U00061a97\\udbff;T\\udfff\\u0378s\u2b95dO-{\ud83d\ude00\\U000a86e0': {'4': []}}", "canonical": true}
{"hex": "66616c73cb", "error": "UnicodeDecodeError"}
{"text": "722", "str": "722", "canonical": true}
{"text": "{}", "str": "{}", "canonical": true}
{"hex": "5bf49080805d", "error": "UnicodeDecodeError"}
{"text": "true", "str": "True", "canonical": true}
{"text": "0E-182nul", "error": "JSONDecodeError"}
{"text": "{\nK5\"\n:-664198834128162609915367421027935873}", "error": "JSONDecodeError"}
{"text": "[3.08641762146702e-48,[{ \"Wcs*&|\\r>\u00e9\u0416Wk9\\u006cyX4\\u003a\ud800\udc00\u0488\u0870'\u2851\\u0070\u1f6b\u3000\u2f1f\u2587&\ue8cb\" : -1e400,\"\": 56 ,\n\"L\\u0ee6\\u1a22\"\t \r\n: \"H*\\u002B\"}\t \r\n,\t \r\n { \"G9T\ufeff&'\\u004E\ufeffB\": 87\n, \"\" :\t \r\n\"a\"\n}]\n,[{},\"]DP\"]\t \r\n]", "str": "[3.08641762146702e-48, [{\"Wcs*&|\\r>\u00e9\u0416Wk9lyX4:\ud800\udc00\u0488\u0870'\u2851p\u1f6b\\u3000\u2f1f\u2587&\\ue8cb\": -inf, '': 56, 'L\\u0ee6\u1a22': 'H*+'}, {\"G9T\\ufeff&'N\\ufeffB\": 87, '': 'a'}], [{}, ']DP']]", "dumps": "[3.08641762146702e-48, [{\"Wcs*&|\\r>\\u00e9\\u0416Wk9lyX4:\\ud800\\udc00\\u0488\\u0870'\\u2851p\\u1f6b\\u3000\\u2f1f\\u2587&\\ue8cb\": -Infinity, \"\": 56, \"L\\u0ee6\\u1a22\": \"H*+\"}, {\"G9T\\ufeff&'N\\ufeffB\": 87, \"\": \"a\"}], [{}, \"]DP\"]]"}
{"text": "[]", "str": "[]", "canonical": true}
{"text": "\"\\u0040L3\\uda73\\uDC85zs\u28a8;\u033a@j", "error": "JSONDecodeError"}
{"text": "\"%\"", "str": "%", "canonical": true}
{"text": "-1.5010542514880637e-192", "str": "-1.5010542514880637e-192", "canonical": true}
{"text": "{\"~|\\u00a0+\\u044b\\u1d8c\\ufffdbP\\u4df8X\\u1186\\u", "error": "JSONDecodeError"}
{"text": "{\"\\udbff\\fe\\uda9f\\udf26/E\\u12f5g&\": -304}", "str": "{'\\udbff\\x0ce\\U000b7f26/E\u12f5g&': -304}", "canonical": true}
{"text": "{ \"file\":{\"elements\"\t \r\n:{ \"a\" :995417440\n412764300", "error": "JSONDecodeError"}
{"hex": "5b225f6b5c7530303061756e6fd49de19a805c7530303335e1a893e1a62ae1be915c7530303062e2a3afed959c31e2a595225d", "error": "UnicodeDecodeError"}
{"text": "-61", "str": "-61", "canonical": true}
{"text": "{\"\u1f5d\": 0\n, \"\\uD800\" :[\n]}", "str": "{'\u1f5d': 0, '\\ud800': []}", "dumps": "{\"\\u1f5d\": 0, \"\\ud800\": []}"}
{"text": "\"H\"", "str": "H", "canonical": true}
{"text": "\"\udbc4\ude7c\u3000\u11c8\"", "str": "\udbc4\ude7c\u3000\u11c8", "dumps": "\"\\udbc4\\ude7c\\u3000\\u11c8\""}
{"hex": "22695c75323031365e69925c75643963625c75646337335c75326538385822", "error": "UnicodeDecodeError"}
{"text": "\"?sOX\u2123%n\\uD800N\u00a0\u1181!TjtX\\f3\ud83e\udee8wz'\u009f9|\u2aea&\\u0615x'.Ds\\ne!\\ud800\u009fBIZ/\u1683x\uda26\udd30'$\u00e9\u00a0\u28a7\u02b9{RI\u17e7\\u0079<\\u0073\\/fVb\\uD8003\\n\u2f82\u2372> e\u0301-;\ud88f\uded8+\u2a06\\u000b8\\nw=\"", "str": "?sOX\u2123%n\ud800N\u00a0\u1181!TjtX\f3\ud83e\udee8wz'\u009f9|\u2aea&\u0615x'.Ds\ne!\ud800\u009fBIZ/\u1683x\uda26\udd30'$\u00e9\u00a0\u28a7\u02b9{RI\u17e7y<s/fVb\ud8003\n\u2f82\u2372> e\u0301-;\ud88f\uded8+\u2a06\u000b8\nw=", "dumps": "\"?sOX\\u2123%n\\ud800N\\u00a0\\u1181!TjtX\\f3\\ud83e\\udee8wz'\\u009f9|\\u2aea&\\u0615x'.Ds\\ne!\\ud800\\u009fBIZ/\\u1683x\\uda26\\udd30'$\\u00e9\\u00a0\\u28a7\\u02b9{RI\\u17e7y<s/fVb\\ud8003\\n\\u2f82\\u2372> e\\u0301-;\\ud88f\\uded8+\\u2a06\\u000b8\\nw=\""}
{"text": "\"#K_V\\u0085\\u000b\\u200b@(\"", "str": "#K_V\u0085\u000b\u200b@(", "canonical": true}
{"hex": "7b22e2ab9cdfbf39f194b58cf09faba8f0939abb5c2ff3988a80223a0a22f3adb1993127222c09200d0a20226e616d652209200d0a3a7b20226e616d652209200d0a3a5b302c09200d0a225c6e2ff2a09ba822202c09200d0a202d383137202c09200d0a09200d0a222d5c75303631635c72222c09200d0a6e756c6c5d2c20225c75303061305c753230323875223a224e4d5c753030353922202c20226e616d6522203a322e3938313431323231383038343432b2652b313231207d207d", "error": "UnicodeDecodeError"}
{"text": "[ ]", "str": "[]", "dumps": "[]"}
{"text": "\"wy\\u27251\\u2fd2\\u2f4c\\u3000<GTS\\u2904w?\\r\\u0b36.\"", "str": "wy\u27251\u2fd2\u2f4c\u3000<GTS\u2904w?\r\u0b36.", "canonical": true}
{"text": "[]", "str": "[]", "canonical": true}
{"text": "-4.108-054280206713", "error": "JSONDecodeError"}
{"text": "false", "str": "False", "canonical": true}
{"hex": "2244f1be82a15c75303036388b5ca130303766443d5c7564653030", "error": "UnicodeDecodeError"}
{"hex": "00362e303634af33353832312d31303638353336652b323533", "error": "UnicodeDecodeError"}
{"hex": "2d302eff32323330", "error": "UnicodeDecodeError"}
{"text": "\"\\u0080O\\u", "error": "JSONDecodeError"}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "[[]]", "str": "[[]]", "canonical": true}
{"text": "\"\\t;\\u001b$\\fb\\ud842\\uDEEA\\\\\\t\"", "str": "\t;\u001b$\fb\ud842\udeea\\\t", "dumps": "\"\\t;\\u001b$\\fb\\ud842\\udeea\\\\\\t\""}
{"text": "true,", "error": "JSONDecodeError"}
{"text": "7.717753104749073e-162", "str": "7.717753104749073e-162", "canonical": true}
{"text": "null", "str": "None", "canonical": true}
{"text": "false", "str": "False", "canonical": true}
{"text": "", "error": "JSONDecodeError"}
{"hex": "225ce280e280a8a8753135", "error": "UnicodeDecodeError"}
{"text": "{\"-el\\u0065men\\u00\u00134s\":\t \r\n5931.749450539641, \"\u00e9\"\n: {\"\"FNaN}", "error": "JSONDecodeError"}
{"text": "{\"\\u061c\\u1aa9wSLNla?\\u19ad\\u007fA\\ud86c\\udc629\\ud862\\udf3c\": \"B'\\u2aac_x\\u03c5bSQ\\u2351(~\\udb20\\ude4c?'&\", \"\\udb0a\\udf91}\\u00ad\": \"YA\", \"focal_length\": [[]]}", "str": "{'\\u061c\u1aa9wSLNla?\\u19ad\\x7fA\ud86c\udc629\ud862\udf3c': \"B'\u2aac_x\u03c5bSQ\u2351(~\\U000d824c?'&\", '\\U000d2b91}\\xad': 'YA', 'focal_length': [[]]}", "canonical": true}
{"text": "\"_\u085dI\\u0EE2s7:\u0080\\u1B28\"", "str": "_\u085dI\u0ee2s7:\u0080\u1b28", "dumps": "\"_\\u085dI\\u0ee2s7:\\u0080\\u1b28\""}
{"text": "[]", "str": "[]", "canonical": true}
{"text": "[-653, 1.97933738252145, 0]", "str": "[-653, 1.97933738252145, 0]", "canonical": true}
{"text": "{\"file\": \"\\u001b\\ud800k( M\\ud55c\\u00ad>\", \"\\u00e9\": {}, \"name\": \"\\ud800\\udc00>\\ud88f\\udde3\\u2029Q\\ud810\\ude84%deVQ\\u0939\\udaa0\\udc7cm,\\u00e9\\u1072\"}", "str": "{'file': '\\x1b\\ud800k( M\ud55c\\xad>', '\u00e9': {}, 'name': '\ud800\udc00>\\U00033de3\\u2029Q\\U00014284%deVQ\u0939\\U000b807cm,\u00e9\u1072'}", "canonical": true}
{"hex": "32333335373030383732362eff393233303838", "error": "UnicodeDecodeError"}
{"hex": "5b5deda080", "error": "UnicodeDecodeError"}
{"text": "\"^\"\ufeff", "error": "JSONDecodeError"}
{"text": "\"\"", "str": "", "canonical": true}
{"text": "null", "str": "None", "canonical": true}
{"text": "{ \"\u00e9\":\">\\f\" ,\t \r\n\"H1\": [[\"\",\"t}\ud83d\ude00yQ\\u0891\u061c[\",\t \r\ntru]\t \r\n] }", "error": "JSONDecodeError"}
{"text": "[ ]\\u183d", "error": "JSONDecodeError"}
{"text": "[-", "error": "JSONDecodeError"}
{"hex": "22527ce196a8e0b2ae27f3b89aad23f48fbfbf675c7530303166733e74d89c5c7530303231f2a7b99cc29ff0998ebccdb863efbfbd5c624d4923655c75303330316d5c72e994875c75646330305d5c722de19babe1889c5c75323533303e4e5c75444646465f49e1b593cb9f642a5a4ee0a392f3b39a9f64e0a8a15a7a5c7544383030e0bcacc2a04a5c75303033312876e796a52d5c753136363234f48f5c7564653030bfbfe1b2a4e187906f27c591f29783965d7f6a355c75646266663dd89c31e1b1a122", "error": "UnicodeDecodeError"}
{"hex": "f4", "error": "UnicodeDecodeError"}
{"text": "{\"file\":\t \r\n[] , \"b\" :false}", "str": "{'file': [], 'b': False}", "dumps": "{\"file\": [], \"b\": false}"}
{"text": "\u007f\f}e", "error": "JSONDecodeError"}
{"text": "\"O\"", "str": "O", "canonical": true}
{"text": "\"t\\u264cmC\\ud8e6\\udec9\\u0141v^iKI\\ud800\\udc00\\u2a80\\ud83e\\udee8/t+W\\u064cRraA$\\ud83d\\ude00\\\"\\r\\u0080@\\u19a20Q\\u2029\\u001bL\\ud83d\\ude00-\\u2846*(U,J\\baH\\u001f\\tF\\bKV\\u05ecn\\\\;\\\\\\udac9\\udcd5*\\bk\\u2029\\u1c403\\u007f.ZF!@]|Yh\\\\\\\"/\\udab7\\udc47\\u061ce\\u0301\"", "str": "t\u264cmC\ud8e6\udec9\u0141v^iKI\ud800\udc00\u2a80\ud83e\udee8/t+W\u064cRraA$\ud83d\ude00\"\r\u0080@\u19a20Q\u2029\u001bL\ud83d\ude00-\u2846*(U,J\baH\u001f\tF\bKV\u05ecn\\;\\\udac9\udcd5*\bk\u2029\u1c403\u007f.ZF!@]|Yh\\\"/\udab7\udc47\u061ce\u0301", "canonical": true}
{"text": "f\ufeffalse", "error": "JSONDecodeError"}
{"text": "-5.697944499012773e-01", "str": "-0.5697944499012773", "dumps": "-0.5697944499012773"}
{"text": "[{}, {\"'\\nzG\\u3000\\u169b\\u2028\\u00adM\\u073e>T\\ufeff'q\\udfff\\ud8ab\\udda67\\b[e\\u0301\\\\07\\u0b6f\\u16f7\\\\rd6\": []}]", "str": "[{}, {\"'\\nzG\\u3000\u169b\\u2028\\xadM\u073e>T\\ufeff'q\\udfff\\U0003ada67\\x08[e\u0301\\\\07\u0b6f\u16f7\\\\rd6\": []}]", "canonical": true}
{"hex": "6e756c6cff", "error": "UnicodeDecodeError"}
{"text": "\"\\u00a0\\nJ\\\\@\\tB\\\"\"", "str": "\u00a0\nJ\\@\tB\"", "canonical": true}
{"text": "\"s\"", "str": "s", "canonical": true}
{"text": "24519306962/44778052567", "error": "JSONDecodeError"}
{"text": "5e-324", "str": "5e-324", "canonical": true}
{"text": "\";\\\\fjN)\\u0085$\u2503\u2ed0\u2029$\u184d\\u0043~;\u00e9\"", "str": ";\\fjN)\u0085$\u2503\u2ed0\u2029$\u184dC~;\u00e9", "dumps": "\";\\\\fjN)\\u0085$\\u2503\\u2ed0\\u2029$\\u184dC~;\\u00e9\""}
{"text": "63268951.8E+398", "str": "inf", "dumps": "Infinity"}
{"text": "{\n\"b\":{} }", "str": "{'b': {}}", "dumps": "{\"b\": {}}"}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "\"Z\"", "str": "Z", "canonical": true}
{"text": "\"\udb2d\udd61\"", "str": "\udb2d\udd61", "dumps": "\"\\udb2d\\udd61\""}
{"text": "\")\\udb40\\udc01aE\\u2088woXe\\u0301\\u26f0/]\\u0516\\u2c4c&\\u0dc8\"", "str": ")\udb40\udc01aE\u2088woXe\u0301\u26f0/]\u0516\u2c4c&\u0dc8", "canonical": true}
{"text": "\"\\u27ec}/", "error": "JSONDecodeError"}
{"text": "{\"a\": {\"\\u2128\u2a12CT#\\u0000\u1e8b\ud83d\ude00\u0bd5\\u004e=Y\udb8d\ude16\\udbff\\uDFFFaA^U\uda2e\udc16'X\ud800\udc00\\u0078H7y{\\\"6\ufeff\":\"*\u0a61\ud83d\ude00\\u000BK`\u3000&\\udfff\u0cc5?M\uf844\\u006B\u2709\u009f<\ud86d\uded4\uda1a\udcf3\\u001f\u0c92\udbff\udfff<<{s\u15fa\ud8c9\udd69<\u0932\",\"\":\"\\u19fe\" }\t \r\n, \"a\":\"\u3000\"}", "str": "{'a': '\\u3000'}", "dumps": "{\"a\": \"\\u3000\"}"}
{"text": "\\\"\"", "error": "JSONDecodeError"}
{"text": "\"\\uD800\\u0063Q\\u0077\u0884.\\\"U\"", "str": "\ud800cQw\u0884.\"U", "dumps": "\"\\ud800cQw\\u0884.\\\"U\""}
{"text": "-889", "str": "-889", "canonical": true}
{"text": "[\"\u17a5\\udc00\u1c0fx\\u000b\u2029X^C]\ufffdB\u2028\u2028\\nB\"\n, false\t \r\n, \"M\" ]", "str": "['\u17a5\\udc00\u1c0fx\\x0b\\u2029X^C]\ufffdB\\u2028\\u2028\\nB', False, 'M']", "dumps": "[\"\\u17a5\\udc00\\u1c0fx\\u000b\\u2029X^C]\\ufffdB\\u2028\\u2028\\nB\", false, \"M\"]"}
{"text": "{", "error": "JSONDecodeError"}
{"text": "[ ]", "str": "[]", "dumps": "[]"}
{"text": "[{\"elements\": {\"Iq\\u00adl\\u0000C\\u2365\\u061c\\u00e9MC\\u001b\\\\41{vW/w9\\u200bQ\\u2d12\\u00ad\\f\\u0fd5<g\\u061c\": \"?\\u2a52\\ud800]\\u10d3\\r1\\udafb\\udf63\\u043c\\u0e06\\u2575\\u0d48>\\u056d$\\u05464'M", "error": "JSONDecodeError"}
{"text": "{}", "str": "{}", "canonical": true}
{"text": "\"^:\"", "str": "^:", "canonical": true}
{"text": "[{\"a\"\t \r\n: 870 }]", "str": "[{'a': 870}]", "dumps": "[{\"a\": 870}]"}
{"text": "[\n8272511657674989.0,[\t \r\n[],{\"\u00e9\":\t \r\n-996 ,\n\"a\": \"\" }\t \r\n] ,\"h\\u2d48F\\fhV.\\u092e+\" , \"W\u2b3fXx\\u0025bYY\",false]", "str": "[8272511657674989.0, [[], {'\u00e9': -996, 'a': ''}], 'h\u2d48F\\x0chV.\u092e+', 'W\u2b3fXx%bYY', False]", "dumps": "[8272511657674989.0, [[], {\"\\u00e9\": -996, \"a\": \"\"}], \"h\\u2d48F\\fhV.\\u092e+\", \"W\\u2b3fXx%bYY\", false]"}
{"text": "{}", "str": "{}", "canonical": true}
{"hex": "6661cf7365", "error": "UnicodeDecodeError"}
{"text": "-98110641686.56349", "str": "-98110641686.56349", "canonical": true}
{"text": "{\"5\\u0085@d\\u2cbd\\u1973\\u0a9c\\u00a0m~l4\\ud800J@\\u1c80\": \"\\u1a08\\u2029\\u2f49,[>\\\"O;\\ufffdWv&\\ufffdQ\\\\n\", \"b\": {\"elements\": {\"image\": false}, \"b\": \"\\\\LctV(\\ufeff)1\\u001b\\u00ad+\\u0080~[\\u3000\", \"b\": false}, \"A\\u2243\\t>E\\u00e9u\\\\\": null}", "str": "{'5\\x85@d\u2cbd\u1973\u0a9c\\xa0m~l4\\ud800J@\u1c80': '\u1a08\\u2029\u2f49,[>\"O;\ufffdWv&\ufffdQ\\\\n', 'b': {'elements': {'image': False}, 'b': False}, 'A\u2243\\t>E\u00e9u\\\\': None}", "dumps": "{\"5\\u0085@d\\u2cbd\\u1973\\u0a9c\\u00a0m~l4\\ud800J@\\u1c80\": \"\\u1a08\\u2029\\u2f49,[>\\\"O;\\ufffdWv&\\ufffdQ\\\\n\", \"b\": {\"elements\": {\"image\": false}, \"b\": false}, \"A\\u2243\\t>E\\u00e9u\\\\\": null}"}
{"text": "{]\ufeff}", "error": "JSONDecodeError"}
{"hex": "226a5c225c75e566366322", "error": "UnicodeDecodeError"}
{"text": "2tru9", "error": "JSONDecodeError"}
{"text": "\"Is>\\u0061:o\\u0000C\"", "str": "Is>a:o\u0000C", "dumps": "\"Is>a:o\\u0000C\""}
{"text": "[{\"\\u00e9\": NaN, \"\": \"V\"}, \"d\\u00ad\\ud9be\\udff9R-p\\ud9c3\\udd79IAq~\\u001frZ\\u00e9\"]", "str": "[{'\u00e9': nan, '': 'V'}, 'd\\xad\\U0007fbf9R-p\\U00080d79IAq~\\x1frZ\u00e9']", "dumps": "[{\"\\u00e9\": NaN, \"\": \"V\"}, \"d\\u00ad\\ud9be\\udff9R-p\\ud9c3\\udd79IAq~\\u001frZ\\u00e9\"]"}
{"text": "{\"\\udb1ff\":/ -394}", "error": "JSONDecodeError"}
{"text": "nu.ll", "error": "JSONDecodeError"}
{"text": "-.3.0878345619624165e-69", "error": "JSONDecodeError"}
{"text": "{\"focal_length\": {}, \"file\": [], \"s\\\\gg\\ud800amUe}vK=\\udb1b\\udee70`\\uda16\\ude422@\\u0080$\\u00a0%\\u18e7\\u061c\\udb", "error": "JSONDecodeError"}
{"text": "[\t \r\n9021680646586.893\t \r\n, \t \r\n\"UJg\\ud800\\udc00\\u28b4\" ]", "str": "[9021680646586.893, 'UJg\ud800\udc00\u28b4']", "dumps": "[9021680646586.893, \"UJg\\ud800\\udc00\\u28b4\"]"}
{"hex": "225c75303033665cff75303466643c7d5c7544383030e1a898674722", "error": "UnicodeDecodeError"}
{"text": "{ \"\" :[] , \"\\ud55c'>LX\\u00adKr6\\\\i;-\\u2a5fE\":2.681993017469148e-266 , \"name\" :-1.4044706583186756e-204, \"focal_length\" :true, \n\"b\"\n:false }", "str": "{'': [], \"\ud55c'>LX\\xadKr6\\\\i;-\u2a5fE\": 2.681993017469148e-266, 'name': -1.4044706583186756e-204, 'focal_length': True, 'b': False}", "dumps": "{\"\": [], \"\\ud55c'>LX\\u00adKr6\\\\i;-\\u2a5fE\": 2.681993017469148e-266, \"name\": -1.4044706583186756e-204, \"focal_length\": true, \"b\": false}"}
{"text": "f", "error": "JSONDecodeError"}
{"text": "\"\uda09\udc8d$\u00e9^N\\u0048\u1f9d$:\\b#\udbe5\udea0\u261av\\u003e\"", "str": "\uda09\udc8d$\u00e9^NH\u1f9d$:\b#\udbe5\udea0\u261av>", "dumps": "\"\\uda09\\udc8d$\\u00e9^NH\\u1f9d$:\\b#\\udbe5\\udea0\\u261av>\""}
{"text": "{\"im\\u0061g\\u0065\":\t \r\n-5e-45\t \r\n}", "str": "{'image': -5e-45}", "dumps": "{\"image\": -5e-45}"}
{"text": "0fa\\ude00ls", "error": "JSONDecodeError"}
{"text": "{\"\" :\"f:k\\u0e55#d\\\\\\\\\\\\\\u007fMFr[Z\\u1d87ut\\u04bb#\\r\\udb93\\udda9\\u00ad\\u001b4'e\\u0301\\udc00\\u2da0\\u00ad\\u289f6>XP\\udb40\\udc01\\ud982\\udc8c=\\u061c[\\udc00B\\u0c3a:*\\u00e9\\u2a1f:?\\ufeff1\\u0cf9\\udadc\\uddc0\\u00ada_\\u", "error": "JSONDecodeError"}
{"text": "{\"f", "error": "JSONDecodeError"}
{"hex": "2d322e32333337378633383237a0652d", "error": "UnicodeDecodeError"}
{"text": "\u001b\"", "error": "JSONDecodeError"}
{"text": "{\"\\u00e9\":\"b\u001f\",\t \r\n\"a\" : 6265121.153348271 }", "error": "JSONDecodeError"}
{"text": "\"\\u00a0m\\\\\\udbff\\u0f49}\\u01bemB_\\u270d\\u\u007f0ba3\\udb40\\udc01\\\"\\ufeff#GB2C\\u007f/&,\\u074ck\\u2029\\udb02\\uddb9\"", "error": "JSONDecodeError"}
{"text": "\"\u2bdbt", "error": "JSONDecodeError"}
{"text": "\"\u2707\u15e7(\ud895\udef4:\"", "str": "\u2707\u15e7(\ud895\udef4:", "dumps": "\"\\u2707\\u15e7(\\ud895\\udef4:\""}
{"text": "1e-4null00", "error": "JSONDecodeError"}
{"text": "[{} ]", "str": "[{}]", "dumps": "[{}]"}
{"text": "-\u001a.094411\u007f216248742\\ude005e-\u000624", "error": "JSONDecodeError"}
{"text": "\"\\u0000x\\uda99\\udd5c\\u0ffd\\u200bd\\udaa2\\uddbb%Do\\ud825\\udee9-x8JY\"\u2028", "error": "JSONDecodeError"}
{"text": "{\t \r\n\"focal_leng1\\u0", "error": "JSONDecodeError"}
{"text": "\"7l\\udbd42\\u1", "error": "JSONDecodeError"}
{"text": "[\"\\fNE\\u1132J'W\\u192\"]", "error": "JSONDecodeError"}
{"text": "{\"\\u2029\\udbff-N\\u0378x\\u14c3+\\u21a9\\ud83e\\udee8(wk*:\":\t \r\n-843\t \r\n,\"M\\ud8ba\\uDFDB\u062cC\\udbff\\uDFFF\\\\k;\u2581\\u001fl`\ud888\udf91\ud83e\udee8V-\u200b/h\u200b\\\"L3\\u0024\\u0047/\ud83d\ude00\ud85d\udc72\u00ad\u2067\":\t \r\n\"k\ud8b5\udc3ehP~\ud83d\ude00b<c.F\\\\!`\\/\u0728\u23f3\" , \"'m\\fez\":\"\"\t \r\n}", "str": "{'\\u2029\\udbff-N\\u0378x\u14c3+\u21a9\\U0001fae8(wk*:': -843, 'M\\U0003ebdb\u062cC\\U0010ffff\\\\k;\u2581\\x1fl`\\U00032391\\U0001fae8V-\\u200b/h\\u200b\"L3$G/\ud83d\ude00\ud85d\udc72\\xad\\u2067': 'k\\U0003d43ehP~\ud83d\ude00b<c.F\\\\!`/\u0728\u23f3', \"'m\\x0cez\": ''}", "dumps": "{\"\\u2029\\udbff-N\\u0378x\\u14c3+\\u21a9\\ud83e\\udee8(wk*:\": -843, \"M\\ud8ba\\udfdb\\u062cC\\udbff\\udfff\\\\k;\\u2581\\u001fl`\\ud888\\udf91\\ud83e\\udee8V-\\u200b/h\\u200b\\\"L3$G/\\ud83d\\ude00\\ud85d\\udc72\\u00ad\\u2067\": \"k\\ud8b5\\udc3ehP~\\ud83d\\ude00b<c.F\\\\!`/\\u0728\\u23f3\", \"'m\\fez\": \"\"}"}
{"text": "Infinity", "str": "inf", "dumps": "Infinity"}
{"text": "{}\u0000", "error": "JSONDecodeError"}
{"text": "\"", "error": "JSONDecodeError"}
{"text": "[{}\t \r\n, {\":\"\n:\n\"\\udfff2.UK\\f~,\"}\n,\t \r\n7325553.786190152\n]", "str": "[{}, {':': '\\udfff2.UK\\x0c~,'}, 7325553.786190152]", "dumps": "[{}, {\":\": \"\\udfff2.UK\\f~,\"}, 7325553.786190152]"}
{"text": "[{\\u}]", "error": "JSONDecodeError"}
{"text": "[[\t \r\nnull\t \r\n,[\"\\udb40\\udc01\"\n,\n\"\\u0902}\\\\R_\",\n -476095]]\n, \"OZ\\u2a29\" , \n900719925474099", "error": "JSONDecodeError"}
{"text": "fa\\ude]0ylse\ufeff", "error": "JSONDecodeError"}
{"text": "", "error": "JSONDecodeError"}
{"text": "[\"\\u1C32w\\u0037TQ\",\"\\u1158\\u17d3?l@Se\\u0080\\\"@uw\\ud9e3\\uddecsd#\"\n,true ]", "str": "['\u1c32w7TQ', '\u1158\u17d3?l@Se\\x80\"@uw\\U00088decsd#', True]", "dumps": "[\"\\u1c32w7TQ\", \"\\u1158\\u17d3?l@Se\\u0080\\\"@uw\\ud9e3\\uddecsd#\", true]"}
{"text": "{}]", "error": "JSONDecodeError"}
{"hex": "2defc0afbbbf", "error": "UnicodeDecodeError"}
{"text": "[{ \"\u1b2a\udbff\udfffE\\\"\u00e9\\\"'\u007f\u2325g3\u0146\\u2028\u0378\":NaN ,\"\":\t \r\n{}\n},-1.8571127437937194e-94\t \r\n,\"\\t\"\t \r\n, \"\\u00a0UAa[E\\u0000", "error": "JSONDecodeError"}
{"text": "\u007f[ ]", "error": "JSONDecodeError"}
{"text": "{", "error": "JSONDecodeError"}
{"text": "nul\\u\"", "error": "JSONDecodeError"}
{"text": "850147540765e-06", "str": "850147.540765", "dumps": "850147.540765"}
{"text": "\"\\u000b\u03a53\\u0FB3F\\\"\\uDC00ZM\u0b2e\\ud9d0\\uDD6F/kJ\\u27c4Y\"", "str": "\u000b\u03a53\u0fb3F\"\udc00ZM\u0b2e\ud9d0\udd6f/kJ\u27c4Y", "dumps": "\"\\u000b\\u03a53\\u0fb3F\\\"\\udc00ZM\\u0b2e\\ud9d0\\udd6f/kJ\\u27c4Y\""}
{"hex": "7b2266696c65223a2022eda0804f2f2f7a51255c725c75303631635c75747f72753030306272227d", "error": "UnicodeDecodeError"}
{"text": "\"\ufffd\"", "str": "\ufffd", "dumps": "\"\\ufffd\""}
{"hex": "7b22666f5c7530303633616c5f6c656e67746822203a5b0a5b3636342c2d3334380a5d202c09200d0a225c5c6d5c75646330307d455c2f53f0b69fb3f1bc8e885c7530303562e2808bf398aeb6c2855c7530303735795c75303034315c7530303235635c7530303431573c393f5c7530303734685c7564633030465c7544383030efbfbd6a27e29e", "error": "UnicodeDecodeError"}
{"text": "[\n\"\ud55c\ud934\udee6c\" ]\u2028", "error": "JSONDecodeError"}
{"text": "\"\\u0F47+n\"", "str": "\u0f47+n", "dumps": "\"\\u0f47+n\""}
{"text": "{\"\\n8\ufffd\u00a0e\\u007C}\\u0061\u1aff\u200bM>U\u0080\udaa0\ude74O\ud9be\udd63\\u00A0LM1}\\u0044y\\u0071C\u0a01\udaba\udd547\\u0052\":\"PAM\\\\]\\u08bc\\udbff\\udfff\\ua76c\\u0085\",\"\\\\\" :\n{\t \r\n\"file\":[\"cp\",\":\" ,\"{\",\"\u255b\",0.0018003775351497938 ]}\t \r\n,\n\"\\ud800\"\t \r\n: 761745217307008.0\t \r\n}", "str": "{'\\n8\ufffd\\xa0e|}a\\u1aff\\u200bM>U\\x80\\U000b8274O\\U0007f963\\xa0LM1}DyqC\u0a01\\U000be9547R': 'PAM\\\\]\u08bc\\U0010ffff\ua76c\\x85', '\\\\': {'file': ['cp', ':', '{', '\u255b', 0.0018003775351497938]}, '\\ud800': 761745217307008.0}", "dumps": "{\"\\n8\\ufffd\\u00a0e|}a\\u1aff\\u200bM>U\\u0080\\udaa0\\ude74O\\ud9be\\udd63\\u00a0LM1}DyqC\\u0a01\\udaba\\udd547R\": \"PAM\\\\]\\u08bc\\udbff\\udfff\\ua76c\\u0085\", \"\\\\\": {\"file\": [\"cp\", \":\", \"{\", \"\\u255b\", 0.0018003775351497938]}, \"\\ud800\": 761745217307008.0}"}
{"text": "{\t \r\n\"\\u00e9\" : \"5\\\"(*#v\\u21e2\\u3000U/&\\u009f\\u209b=,MGge\\u0301\\u021e\\udc00j\\u0655\\u2961he\\u03011\\u1611A9L\\u3000\\u2b9b!\\ud800\\udc00`\\ud832\\ude8f\\u0681o\\\\ql\\\\X\\\"A/!m]p\\u1072t\\udfff`\\u00e9JXp>w.\\u1a25\\u13b2\\u0b5a5\\\"9\\\\P\\ud90d\\udf62Y#=5\\", "error": "JSONDecodeError"}
{"text": "-\"E\"", "error": "JSONDecodeError"}
{"text": "{\"g\":\n[{\t \r\n\"elements\":\"\\\"XH'\u2028\\ud8fb\\uDFD9\\u007d\u28a0~GVl7\u1293A.,A\\u0033\\u0027A9pc#`>\u01c6g=\" ,\t \r\n\"\"\t \r\n:\"s\\u000b\ufeff46\", \"fn\" :414}],\"\\ud9a3\\udf423Y:^\\ud924\\udfe9$Tc}\\u061ct#I\\udbffe\":\"\\u0062'\\u0022\u0534\udbae\uddb9\u009fpvt\\u125B*G\\u0000uI\"}", "str": "{'g': [{'elements': '\"XH\\'\\u2028\\U0004efd9}\u28a0~GVl7\u1293A.,A3\\'A9pc#`>\u01c6g=', '': 's\\x0b\\ufeff46', 'fn': 414}], '\\U00078f423Y:^\\U000593e9$Tc}\\u061ct#I\\udbffe': 'b\\'\"\u0534\\U000fb9b9\\x9fpvt\u125b*G\\x00uI'}", "dumps": "{\"g\": [{\"elements\": \"\\\"XH'\\u2028\\ud8fb\\udfd9}\\u28a0~GVl7\\u1293A.,A3'A9pc#`>\\u01c6g=\", \"\": \"s\\u000b\\ufeff46\", \"fn\": 414}], \"\\ud9a3\\udf423Y:^\\ud924\\udfe9$Tc}\\u061ct#I\\udbffe\": \"b'\\\"\\u0534\\udbae\\uddb9\\u009fpvt\\u125b*G\\u0000uI\"}"}
{"text": "{ \"a\" :\n582}", "str": "{'a': 582}", "dumps": "{\"a\": 582}"}
{"text": "{\t \r\n\"f\\u0069le\":\"(F\\\\v#\\ud89a\\udd7c\\udbd0\\udcfa#\\udb0e\\udc81\\u3000Yy}\\u000b*\\u2b67u\", \"\\u00e9\"\t \r\n:[\n{}], \"\\u0079}\udbff\udc412o\u15d4i\\ud9d8\\uDCAFi;U\u2530\u061cco\":\n[-7.542576250891067e+303 ,\n false ]}", "str": "{'file': '(F\\\\v#\\U0003697c\\U001040fa#\\U000d3881\\u3000Yy}\\x0b*\u2b67u', '\u00e9': [{}], 'y}\\U0010fc412o\u15d4i\\U000860afi;U\u2530\\u061cco': [-7.542576250891067e+303, False]}", "dumps": "{\"file\": \"(F\\\\v#\\ud89a\\udd7c\\udbd0\\udcfa#\\udb0e\\udc81\\u3000Yy}\\u000b*\\u2b67u\", \"\\u00e9\": [{}], \"y}\\udbff\\udc412o\\u15d4i\\ud9d8\\udcafi;U\\u2530\\u061cco\": [-7.542576250891067e+303, false]}"}
{"text": "-", "error": "JSONDecodeError"}
{"text": "\"\u130f\\u0056H\\uDC00v\\uDBFF=:z3f#\u2677\\u005fSh \u05f37\u2029\u2421\u14b0{\u1d83b\\f\\uda4a\\uDCF4\ud55c\u2459\u1787,^\u13256s\u256fw(\u0080\\u0047b?\\u0044\u1686\\\\\u05366\u009f)\u26c6\u009f/\u00a0vN\\u2C83\u187b\\\\L\u0969[MiZ!\\u0009\u0a21\u00a0`\\u0055F\u0688\u3000\\u0aaa\u1ee3K<zk\u04b7\"", "str": "\u130fVH\udc00v\udbff=:z3f#\u2677_Sh \u05f37\u2029\u2421\u14b0{\u1d83b\f\uda4a\udcf4\ud55c\u2459\u1787,^\u13256s\u256fw(\u0080Gb?D\u1686\\\u05366\u009f)\u26c6\u009f/\u00a0vN\u2c83\u187b\\L\u0969[MiZ!\t\u0a21\u00a0`UF\u0688\u3000\u0aaa\u1ee3K<zk\u04b7", "dumps": "\"\\u130fVH\\udc00v\\udbff=:z3f#\\u2677_Sh \\u05f37\\u2029\\u2421\\u14b0{\\u1d83b\\f\\uda4a\\udcf4\\ud55c\\u2459\\u1787,^\\u13256s\\u256fw(\\u0080Gb?D\\u1686\\\\\\u05366\\u009f)\\u26c6\\u009f/\\u00a0vN\\u2c83\\u187b\\\\L\\u0969[MiZ!\\t\\u0a21\\u00a0`UF\\u0688\\u3000\\u0aaa\\u1ee3K<zk\\u04b7\""}
{"text": "{\n\"nam\\u0065\":[{\t \r\n\"a\":-717 ,\"focal_length\"\t \r\n:\"5M\",\"\\u00e9\":\ntrue} ,{}\t \r\n]\n,  \"b\":0.0007085579003687508}", "str": "{'name': [{'a': -717, 'focal_length': '5M', '\u00e9': True}, {}], 'b': 0.0007085579003687508}", "dumps": "{\"name\": [{\"a\": -717, \"focal_length\": \"5M\", \"\\u00e9\": true}, {}], \"b\": 0.0007085579003687508}"}
{"text": "\"#\ud902\udcbc\\t|6\u009f\u009f\ud814\udd1d\udb40\udc01f\ud98b\udea3\u200b\ud887\udf8d\u201f#\"", "str": "#\ud902\udcbc\t|6\u009f\u009f\ud814\udd1d\udb40\udc01f\ud98b\udea3\u200b\ud887\udf8d\u201f#", "dumps": "\"#\\ud902\\udcbc\\t|6\\u009f\\u009f\\ud814\\udd1d\\udb40\\udc01f\\ud98b\\udea3\\u200b\\ud887\\udf8d\\u201f#\""}
{"text": "\"T7\u25be\u13beQ\\u001b}W6z\\\"C\\u0028j.\\u00tru75Ka\\u006D\u0085{X\u04e1\u007fg\u197a\ud83e\udee8\udb7a\udcc9R\u00e9]y\\u001b\\/\\u001fa\ud8f2\udc173#\\\"\\u0028\uda31\udfa8\u2e21\\bU\\u0074\u2cf0RF\udace\udd47\ud9f3\udc1f\uda85\udf76\\u000b\\f\udb40\udc01\\uda97\\uDF8Dp\u02ee~y\\u0040\\ud800M2>\\u0085JY}\u2971kk\u3000N6$;%6\\\"\"", "error": "JSONDecodeError"}
{"text": "\"\ud800\udc00\ud82f\udf3fz'\\n9aY\\udb5c\\uDD92\\udfff\\n?\ud8ef\uddca\\n\u07c0S\\u0238\u08adIQB\\u006f\u0b0e\\b$_\u0085\u05574\u200b\\/Z\ud987\udc4fknH\u2028t\\\\eQhf\u2bc7Y\uda99\ude39\u3000\\u0009]G\\u2dc1b\u0378u\u2f8d\u0cba[\\b\\u0068s\udb40\udc01~k-\u00adq?y\u1e98v\udaca\udf7f4\\u0045p\\u000ba\u0085G1\\u0000\"", "str": "\ud800\udc00\ud82f\udf3fz'\n9aY\udb5c\udd92\udfff\n?\ud8ef\uddca\n\u07c0S\u0238\u08adIQBo\u0b0e\b$_\u0085\u05574\u200b/Z\ud987\udc4fknH\u2028t\\eQhf\u2bc7Y\uda99\ude39\u3000\t]G\u2dc1b\u0378u\u2f8d\u0cba[\bhs\udb40\udc01~k-\u00adq?y\u1e98v\udaca\udf7f4Ep\u000ba\u0085G1\u0000", "dumps": "\"\\ud800\\udc00\\ud82f\\udf3fz'\\n9aY\\udb5c\\udd92\\udfff\\n?\\ud8ef\\uddca\\n\\u07c0S\\u0238\\u08adIQBo\\u0b0e\\b$_\\u0085\\u05574\\u200b/Z\\ud987\\udc4fknH\\u2028t\\\\eQhf\\u2bc7Y\\uda99\\ude39\\u3000\\t]G\\u2dc1b\\u0378u\\u2f8d\\u0cba[\\bhs\\udb40\\udc01~k-\\u00adq?y\\u1e98v\\udaca\\udf7f4Ep\\u000ba\\u0085G1\\u0000\""}
{"text": "{ \"\"\t \r\n:\"!\\\\\"\n,\"\\ud800\" :{\n\"focal_leng\\u0074h\"\n: \"%\"\n,\n\"\\u00e9\":\"Q\\u009f&\ud83d\ude00\\u001f\" ,\t \r\n\"\":true\n}\n}", "str": "{'': '!\\\\', '\\ud800': {'focal_length': '%', '\u00e9': 'Q\\x9f&\ud83d\ude00\\x1f', '': True}}", "dumps": "{\"\": \"!\\\\\", \"\\ud800\": {\"focal_length\": \"%\", \"\\u00e9\": \"Q\\u009f&\\ud83d\\ude00\\u001f\", \"\": true}}"}
{"text": "-E-3Ininity7\\ude001", "error": "JSONDecodeError"}
{"hex": "31d4727d75", "error": "UnicodeDecodeError"}
{"text": "0.149e-209", "str": "1.49e-210", "dumps": "1.49e-210"}
{"text": "\"|[\\u0", "error": "JSONDecodeError"}
{"text": "1e15", "str": "1000000000000000.0", "dumps": "1000000000000000.0"}
{"text": "\"z\\u0b3\"", "error": "JSONDecodeError"}
{"text": "\"\\u0f60Z6\\ud96d\\udd76\\u0aff\\u1a6e\\\"l\\u05d4S;me\\u0301x\\u180a]a\\u212c\\ud925\\udf72Z\\u|HQ,\\u26aeEEh\"", "error": "JSONDecodeError"}
{"text": "[ 5e-324]", "str": "[5e-324]", "dumps": "[5e-324]"}
{"text": "\"6F\\u0000\u1b7d-$Fa5YF*6\\\\QB\"", "str": "6F\u0000\u1b7d-$Fa5YF*6\\QB", "dumps": "\"6F\\u0000\\u1b7d-$Fa5YF*6\\\\QB\""}
{"text": "-null9\\ude0099", "error": "JSONDecodeError"}
{"text": "e{\"y\":[\"#I\\u0068\\u001bv0\\u003d \\\"\u0e31;B%^K\u1c6f\u0378\\u00", "error": "JSONDecodeError"}
{"text": "\\ u", "error": "JSONDecodeError"}
{"text": "-\\u0\u001fe82\ufeff", "error": "JSONDecodeError"}
{"text": "[[{ \"foca\\u006C_length\" : 3971208013565.76488736742923560\t \r\n}\n,\n\t \r\n{}] ,\t \r\n{} ,\t \r\n\"\"\t \r\n]", "str": "[[{'focal_length': 3971208013565.7646}, {}], {}, '']", "dumps": "[[{\"focal_length\": 3971208013565.7646}, {}], {}, \"\"]"}
{"text": "\"L\\u2", "error": "JSONDecodeError"}
{"text": "{\t \r\n\"image\":[ ] ,\"\\u0069mage\":\n{\"\" :\t \r\n568},\"C\\u0059\\bM\u2a25,T\\/w-l\u2209\uda5f\uded8\ufeffx\" : { \"b\":\t \r\n\"~\" ,  \"L\\u00ad>1f6\\u10e1Th\\u00a0\\u028ddYW\\u001b\":\"\u200bRx_cC\ud55c|M\udbff\udfff$\\u0053\udbff\udfff\uda66\udef0\\u", "error": "JSONDecodeError"}
{"text": "[\t \r\n]", "str": "[]", "dumps": "[]"}
{"text": "1.1887162813145\u007f975e-51", "error": "JSONDecodeError"}
{"text": "[\"z\",\t \r\n\"\ud950\udd58\"]", "str": "['z', '\\U00064158']", "dumps": "[\"z\", \"\\ud950\\udd58\"]"}
{"text": "\"e\u0301*\\u006d@>\ud88b\ude01`eM\\u005fq:\u17f6\\u009Fe\u0301\u013b\"", "str": "e\u0301*m@>\ud88b\ude01`eM_q:\u17f6\u009fe\u0301\u013b", "dumps": "\"e\\u0301*m@>\\ud88b\\ude01`eM_q:\\u17f6\\u009fe\\u0301\\u013b\""}
{"text": "0.00087932:56994", "error": "JSONDecodeError"}
{"hex": "ffd65c", "error": "UnicodeDecodeError"}
{"text": "[\"L\\u1e69Z\\u00a0\\u21e0e\\u007fmi\\ud8df\\udc16[-\\u009f\nN\\udbffkd\\u0de0\\u2028Hw*\\uda2b\\udc85\\u1554hO\\ufeff\\u2043\\f(\", {\"\": null}, -311]", "error": "JSONDecodeError"}
{"text": "{\"\\u16f7l\\u1a05\\ud81d\\udef6Frw\\br\\udb40\\udc01\\u200b(\\ud83d\\ude00\\ufffde\\u03015buCK\\\"^\\u0ed2 2OW\\u1ca2\\u2029r\": {\"name\": [], \"name\": \"#CY\\u1b51\\uda2f\\uddc8\"}}", "str": "{'\u16f7l\u1a05\ud81d\udef6Frw\\x08r\\U000e0001\\u200b(\ud83d\ude00\ufffde\u03015buCK\"^\u0ed2 2OW\u1ca2\\u2029r': {'name': '#CY\u1b51\\U0009bdc8'}}", "dumps": "{\"\\u16f7l\\u1a05\\ud81d\\udef6Frw\\br\\udb40\\udc01\\u200b(\\ud83d\\ude00\\ufffde\\u03015buCK\\\"^\\u0ed2 2OW\\u1ca2\\u2029r\": {\"name\": \"#CY\\u1b51\\uda2f\\uddc8\"}}"}
{"text": "[[ [\t \r\nnull,1E5]\n, { \"\\u0066i\\u006ce\": -885 }],\t \r\n{}]", "str": "[[[None, 100000.0], {'file': -885}], {}]", "dumps": "[[[null, 100000.0], {\"file\": -885}], {}]"}
{"text": "{!", "error": "JSONDecodeError"}
{"text": "{\"\\u2f83\"", "error": "JSONDecodeError"}
{"text": "\"G'Q\\b<4\u27d7\uda02\uddddh,\ud83d\ude00-\\t\\udbff9]a\u00e9qT`Y\\udc00WPH]\\u0000\udae9\udc13\\uFEFF\u1ee2lO{\u26b4H8\\\\s~\\uda57\\uDC180H\uda67\ude0abP\u2566\ufeff\u0b7c\u05a8#c\u191a2*bNmZVx\u0fd3\u0de3aU\ud83d\ude00M6\\u005A/H:NN\u0de2B@=r$\"", "str": "G'Q\b<4\u27d7\uda02\uddddh,\ud83d\ude00-\t\udbff9]a\u00e9qT`Y\udc00WPH]\u0000\udae9\udc13\ufeff\u1ee2lO{\u26b4H8\\s~\uda57\udc180H\uda67\ude0abP\u2566\ufeff\u0b7c\u05a8#c\u191a2*bNmZVx\u0fd3\u0de3aU\ud83d\ude00M6Z/H:NN\u0de2B@=r$", "dumps": "\"G'Q\\b<4\\u27d7\\uda02\\uddddh,\\ud83d\\ude00-\\t\\udbff9]a\\u00e9qT`Y\\udc00WPH]\\u0000\\udae9\\udc13\\ufeff\\u1ee2lO{\\u26b4H8\\\\s~\\uda57\\udc180H\\uda67\\ude0abP\\u2566\\ufeff\\u0b7c\\u05a8#c\\u191a2*bNmZVx\\u0fd3\\u0de3aU\\ud83d\\ude00M6Z/H:NN\\u0de2B@=r$\""}
{"text": "[[\"\\u3301\\f\\u15c5]\\u00ad\"], [], [\"%!X\\uda67\\ude72_0y\\u132bX\\u2028-/'s)x\", {\"file\": \"\", \"\\u0c1/9c\": \"d@\\u001f\"}, [5.773811466055377e-09, 218]]]", "error": "JSONDecodeError"}
{"text": "", "error": "JSONDecodeError"}
{"hex": "225c225c75306434315c7564633030315c75303864375c75303031f4908080665c75643866305c75646634335c75643832335c75646535305c753139363922", "error": "UnicodeDecodeError"}
{"text": "fals", "error": "JSONDecodeError"}
{"hex": "7b22696d61676522203a22642d5c746cc5aa222c20225c7564382d3030223a302e383737343339363732eda080353438383632377d", "error": "UnicodeDecodeError"}
{"text": "[ [] ,\t \r\n", "error": "JSONDecodeError"}
{"text": "\"J\uda61\ude1c\u08bb\udba5\udd51\\b\"", "str": "J\uda61\ude1c\u08bb\udba5\udd51\b", "dumps": "\"J\\uda61\\ude1c\\u08bb\\udba5\\udd51\\b\""}
{"text": "{\"\": \"\\u1234\\u16b2'\", \"\\ud9b9\\udc2b\\u3000\\u297d\\u0085\\n\\ud83a\\udc90A\\u16a3\": -0, \"\": [null]}", "str": "{'': [None], '\\U0007e42b\\u3000\u297d\\x85\\n\ud83a\udc90A\u16a3': 0}", "dumps": "{\"\": [null], \"\\ud9b9\\udc2b\\u3000\\u297d\\u0085\\n\\ud83a\\udc90A\\u16a3\": 0}"}
{"hex": "2213cdb85c2f7530305d30623dc9b6e296a2563bed747275959c22", "error": "UnicodeDecodeError"}
{"text": "[\"\\\\\", {\"\\udc00y\\r\\u0ea7@Z\\u001bL\\u1c49+\\u0ed6g\\u12bc(5G\": [null, Infinity, -532, \"\", 0.566E110], \"y\\u0ee90\\u2bba\\ufeff}`\\u0f3f/Jo\\u007f[l\\u037d\": null}, null]", "str": "['\\\\', {'\\udc00y\\r\u0ea7@Z\\x1bL\u1c49+\u0ed6g\u12bc(5G': [None, inf, -532, '', 5.66e+109], 'y\\u0ee90\u2bba\\ufeff}`\u0f3f/Jo\\x7f[l\u037d': None}, None]", "dumps": "[\"\\\\\", {\"\\udc00y\\r\\u0ea7@Z\\u001bL\\u1c49+\\u0ed6g\\u12bc(5G\": [null, Infinity, -532, \"\", 5.66e+109], \"y\\u0ee90\\u2bba\\ufeff}`\\u0f3f/Jo\\u007f[l\\u037d\": null}, null]"}
{"hex": "2d32e26f", "error": "UnicodeDecodeError"}
{"text": "\"\\b\ud862\udd3cl\ud934\ude34\u1332\u1ad1+;e\u0301*>IL\u2420LC\u041d9\u0bd7);S\ud923\udce5\udbff\udfff\u10eez\u2d079!\udaf8\udca7v\u200b\u00a0Ij\\u006fCp\ud800\udc00\\u0047\\u001b:f\u1fcd$K\u3000e\u0301t\u2b97\u0459k\u03788#\\bX\\u003bt_S&\\\\\ud83d\ude00K`A\ufffd\u2d6a\ud55c\\udfffio?D\\u001f\\\"S'b\"", "str": "\b\ud862\udd3cl\ud934\ude34\u1332\u1ad1+;e\u0301*>IL\u2420LC\u041d9\u0bd7);S\ud923\udce5\udbff\udfff\u10eez\u2d079!\udaf8\udca7v\u200b\u00a0IjoCp\ud800\udc00G\u001b:f\u1fcd$K\u3000e\u0301t\u2b97\u0459k\u03788#\bX;t_S&\\\ud83d\ude00K`A\ufffd\u2d6a\ud55c\udfffio?D\u001f\"S'b", "dumps": "\"\\b\\ud862\\udd3cl\\ud934\\ude34\\u1332\\u1ad1+;e\\u0301*>IL\\u2420LC\\u041d9\\u0bd7);S\\ud923\\udce5\\udbff\\udfff\\u10eez\\u2d079!\\udaf8\\udca7v\\u200b\\u00a0IjoCp\\ud800\\udc00G\\u001b:f\\u1fcd$K\\u3000e\\u0301t\\u2b97\\u0459k\\u03788#\\bX;t_S&\\\\\\ud83d\\ude00K`A\\ufffd\\u2d6a\\ud55c\\udfffio?D\\u001f\\\"S'b\""}
{"text": "0.70855037682e277", "str": "7.0855037682e+276", "dumps": "7.0855037682e+276"}
{"text": "-", "error": "JSONDecodeError"}
{"text": "{\"E\\u23f0\\u06db/\\u2e90<x*$pQp\\u\ufeffd8ef\\udec7m.H\\ufeff\": true\t \r\n,\n \"\u00e9\"\t \r\n:\t \r\n[[\t \r\n0.18357962e+276 , \n\"\" ,  -1.9958169390899427e+239 , \n-4036379717532.19377229993100094120\n, \"G\\u001fL\"\n] ]}", "error": "JSONDecodeError"}
{"text": "[[[\"[[s\\u10", "error": "JSONDecodeError"}
{"hex": "7b225c756438303022203a5b5b0a222959303be1a4ab7f626f2ce286872ff3b0b6f292a088e1b48f38c2a0222c09200d0a66616c7365202c09200d0a225c7530303745e0a583e2a2a2e1bf933f31f18a8f8b615c753030613022205d205d2c22", "error": "UnicodeDecodeError"}
{"text": "{\"\\ud800\"\n:{ \"focal_length\": -0", "error": "JSONDecodeError"}
{"text": "-20572415308805.8695912219016099864", "str": "-20572415308805.87", "dumps": "-20572415308805.87"}
{"text": "{}-", "error": "JSONDecodeError"}
{"text": "-437843326529.76028280639", "str": "-437843326529.76025", "dumps": "-437843326529.76025"}
{"text": "\\u0c", "error": "JSONDecodeError"}
{"text": "-0.416605106844e+90", "str": "-4.16605106844e+89", "dumps": "-4.16605106844e+89"}
{"hex": "fe657f227f", "error": "UnicodeDecodeError"}
{"text": "{\"file\" :\"\",\"b\":\t \r\n{ \"\u00e9\":{\n\"a\" : \"pc\ud800\udc00e\u0301#U\\u0080\\\\\" }}\t \r\n,\"\\u00e9\":\"\ufffd\\\\\"}", "str": "{'file': '', 'b': {'\u00e9': {'a': 'pc\ud800\udc00e\u0301#U\\x80\\\\'}}, '\u00e9': '\ufffd\\\\'}", "dumps": "{\"file\": \"\", \"b\": {\"\\u00e9\": {\"a\": \"pc\\ud800\\udc00e\\u0301#U\\u0080\\\\\"}}, \"\\u00e9\": \"\\ufffd\\\\\"}"}
{"text": "\"&K\u0498\udbff\udfff\\u0036\\r\u0b571F2hmLIK\"", "str": "&K\u0498\udbff\udfff6\r\u0b571F2hmLIK", "dumps": "\"&K\\u0498\\udbff\\udfff6\\r\\u0b571F2hmLIK\""}
{"hex": "3930383830333233383230393735323237393039f49080803634323432373533383732313938", "error": "UnicodeDecodeError"}
{"text": "{\"Uy\\ud83e\\udee8\\u001f-/y*\":655530.46980944B}", "error": "JSONDecodeError"}
{"text": "{\"\" :[ \"0\\ufeffh\\u2890_\"\n, -8.287498039016185e-246 ], \"\\ud800\":\n\"\u080ci\\n3y\\ufeff>\\u0037\\u061cb\udbbf\udeae\u1ab1s\\u2028\ud96e\udd34\"}", "str": "{'': ['0\\ufeffh\u2890_', -8.287498039016185e-246], '\\ud800': '\u080ci\\n3y\\ufeff>7\\u061cb\\U000ffeae\u1ab1s\\u2028\\U0006b934'}", "dumps": "{\"\": [\"0\\ufeffh\\u2890_\", -8.287498039016185e-246], \"\\ud800\": \"\\u080ci\\n3y\\ufeff>7\\u061cb\\udbbf\\udeae\\u1ab1s\\u2028\\ud96e\\udd34\"}"}
{"text": "{ \"kw2~d\\u00005\\u2D50U\\t\udb40\udc01\\udbff\u1acf\udbff\udfff8\u1da6\": [\n\"\\u007f\\u1a0b7mgv\\ud55cS(k\\u21cc)\\uda44\\ude90x\\ufffd\\\"\"]}", "str": "{'kw2~d\\x005\u2d50U\\t\\U000e0001\\udbff\\u1acf\\U0010ffff8\u1da6': ['\\x7f\u1a0b7mgv\ud55cS(k\u21cc)\\U000a1290x\ufffd\"']}", "dumps": "{\"kw2~d\\u00005\\u2d50U\\t\\udb40\\udc01\\udbff\\u1acf\\udbff\\udfff8\\u1da6\": [\"\\u007f\\u1a0b7mgv\\ud55cS(k\\u21cc)\\uda44\\ude90x\\ufffd\\\"\"]}"}
{"hex": "226b5c7532303238efbbbf3a2c474649315c756e756c6c646266665c75646666665c75646234c3635c75646436324762b32b5c5c22", "error": "UnicodeDecodeError"}
{"text": "{\"\u00e9\":70156486018223255973951869 }", "str": "{'\u00e9': 70156486018223255973951869}", "dumps": "{\"\\u00e9\": 70156486018223255973951869}"}
{"text": "[\n{} ,-625}6408877705", "error": "JSONDecodeError"}
{"hex": "225c7530333738d436562c22", "error": "UnicodeDecodeError"}
{"text": "[[[\"Ye%\\u2916M\\n\\ud84c\\udc79`\" ,\nnull,\n-957,\n null,\ntrue ],\t \r\n{} ,\t \r\n[\"8^\\\\\\u2971[e\\u0301\\u25ae\\ud83e\\udee8Dqb\\u046a\\u0080x1\\udfff\",  \"_`+\\u04423\" ,  \"\u009fOr\"], [\t \r\n] ,[\"\\u0016n\" ]]\t \r\n]", "str": "[[['Ye%\u2916M\\n\ud84c\udc79`', None, -957, None, True], {}, ['8^\\\\\u2971[e\u0301\u25ae\\U0001fae8Dqb\u046a\\x80x1\\udfff', '_`+\u04423', '\\x9fOr'], [], ['\\x16n']]]", "dumps": "[[[\"Ye%\\u2916M\\n\\ud84c\\udc79`\", null, -957, null, true], {}, [\"8^\\\\\\u2971[e\\u0301\\u25ae\\ud83e\\udee8Dqb\\u046a\\u0080x1\\udfff\", \"_`+\\u04423\", \"\\u009fOr\"], [], [\"\\u0016n\"]]]"}
{"text": "{\t \r\n\"/^X\\ud8e6\\udd02#G\\f\\ud83e\\udee8\"\t \r\n:{\"elements\"\t \r\n:\t \r\n{\t \r\n\"b\"\n:\t \r\n1e23,\"e\u0301=\" :\")\\\"YB\\u0000\\u00321\\u0058\ud99a\ude9eB\u21ed\\u004c\\uDBFF\\n\u12b3\" } },\"\u00e9\" : {},\"focal_length\":\"0\"\n}", "str": "{'/^X\\U00049902#G\\x0c\\U0001fae8': {'elements': {'b': 1e+23, 'e\u0301=': ')\"YB\\x0021X\\U00076a9eB\u21edL\\udbff\\n\u12b3'}}, '\u00e9': {}, 'focal_length': '0'}", "dumps": "{\"/^X\\ud8e6\\udd02#G\\f\\ud83e\\udee8\": {\"elements\": {\"b\": 1e+23, \"e\\u0301=\": \")\\\"YB\\u000021X\\ud99a\\ude9eB\\u21edL\\udbff\\n\\u12b3\"}}, \"\\u00e9\": {}, \"focal_length\": \"0\"}"}
{"text": "{ \"\u014e\u009f\\u004BS1\u0838K\\u2063\\/\u18af7%he\\u001f\" \t[\"3\ufeff.\\u001f\u2ecc\ud82b\udecaKK\u01f7Yg~\u13c3\u2eaad$\\u061C\", [\n\"V\udb99\udd66\",\n1e16 ,false] ,\t \r\nnull]\t \r\n}", "error": "JSONDecodeError"}
{"text": "{\n\"elements\" : [ [\"2?\", 98438627192.802473e-346] ],\t \r\n\"\\udc00\\ud800AY\\u110d\\u00e9(C2\":NaN\n,\n\"b\"\t \r\n: {\"\\u0062\" :\"}N2\\u0734\\fGF\\u13bd\\u0cb1L\\r\\u2244x\\ud93\\ude1aP_\\u00ad\",\"|\":{\"\\u006Eam\\u0065\": \"\\u2d27x\"\n,\"file\" :true }\n}\t \r\n}", "error": "JSONDecodeError"}
{"text": "{ \"\":343,\"N4\\u2029\\ud8b3\\ude8fL\\u00ad\\uda62\\ude32\\u1bcd\" : {},\t \r\n\"\\ud800\" :{\"e\\u0301\\u0b6be\\u0301\\ud9e6\\ude72^dfY\": 8.185766301303877e-06}}", "str": "{'': 343, 'N4\\u2029\\U0003ce8fL\\xad\\U000a8a32\u1bcd': {}, '\\ud800': {'e\u0301\u0b6be\u0301\\U00089a72^dfY': 8.185766301303877e-06}}", "dumps": "{\"\": 343, \"N4\\u2029\\ud8b3\\ude8fL\\u00ad\\uda62\\ude32\\u1bcd\": {}, \"\\ud800\": {\"e\\u0301\\u0b6be\\u0301\\ud9e6\\ude72^dfY\": 8.185766301303877e-06}}"}
{"text": "\"t\"null", "error": "JSONDecodeError"}
{"text": "\"Gav\udbdb\udc08P 7^\ud879\udc03b\\u19E8\u00ff\u0508\\u0042C\\u0035p\"", "str": "Gav\udbdb\udc08P 7^\ud879\udc03b\u19e8\u00ff\u0508BC5p", "dumps": "\"Gav\\udbdb\\udc08P 7^\\ud879\\udc03b\\u19e8\\u00ff\\u0508BC5p\""}
{"text": "-98802824199988328.0", "str": "-9.880282419998832e+16", "dumps": "-9.880282419998832e+16"}
{"text": "[true, [[-0, null, \"z'\\u24a6]\\u3000vz\\u19b2u\\u0085C-&\\u2028` \\u2028\", \"<\\ud55c\\t\", \"'N7LJ\\ufffd\\udb40\\udc01G\"]], -768, \"\\u200b\", [\"L'8\"]]", "str": "[True, [[0, None, \"z'\u24a6]\\u3000vz\u19b2u\\x85C-&\\u2028` \\u2028\", '<\ud55c\\t', \"'N7LJ\ufffd\\U000e0001G\"]], -768, '\\u200b', [\"L'8\"]]", "dumps": "[true, [[0, null, \"z'\\u24a6]\\u3000vz\\u19b2u\\u0085C-&\\u2028` \\u2028\", \"<\\ud55c\\t\", \"'N7LJ\\ufffd\\udb40\\udc01G\"]], -768, \"\\u200b\", [\"L'8\"]]"}
{"text": "[[0.08649815750533073, [\"\", -0, \"U\"]], {}, 7]", "str": "[[0.08649815750533073, ['', 0, 'U']], {}, 7]", "dumps": "[[0.08649815750533073, [\"\", 0, \"U\"]], {}, 7]"}
{"text": "{\"\\ud800\": {\"\\ud90d\\udf22_\\u279d\\u001b5\\u1ddf'\\u1a83r\": [], \"\\ud800\": \").\\ufeffu\\u1bd4qZ\\udfffvB\\NaNu270dt*^K(^Pz\\u22fbA\\u288f\\u171b\\udbf2\\udf454\\ud892\\udf4d3\\u2402Q\\u146d\", \"\": -280, \"\": \"EWAJ\\u2028k\\u14c0\\u2fc2\", \"+\": []}}", "error": "JSONDecodeError"}
{"hex": "7b225c75643535635c7530da6236", "error": "UnicodeDecodeError"}
{"hex": "d67d", "error": "UnicodeDecodeError"}
{"hex": "225c72e182a45c753030324530642c6af3a0808147625c42460a46cc2b4c5c62f49080805322", "error": "UnicodeDecodeError"}
{"text": "\"\\/i\ud81c\udd20\"", "str": "/i\ud81c\udd20", "dumps": "\"/i\\ud81c\\udd20\""}
{"text": "{\"nam\\u0\n65\"\t \r\n:[[]] }", "error": "JSONDecodeError"}
{"text": "{", "error": "JSONDecodeError"}
{"text": "{\"h_\u0487;RG\\bz\"\n: [\"-\\u00ad\\u237et\\u0080\" ],\n \"Hh\\\"R9~j\\u1c0a3U;\\udb1a\\udd24}NaN*?\\ud800\\u0486<U\\t\\u200bB\\ud800\\udc00\\\\Zvf-\\u0e81Di2g/\\u0b4d\\u", "error": "JSONDecodeError"}
{"text": "[ ]", "str": "[]", "dumps": "[]"}
{"text": "{\"image\":-0.79802847E+36, \"b\":true,\"focal_length\" : {\"\":{\"\\uD800\":17716395470.348133,\t \r\n\"\ufeff/g]1t\uda05\udf41~a\" :\"~\u0378\\u000b\\u0238_\\\"Kw\" ,\t \r\n\t \r\n\"\\ud934\\uddac\\u009f\" : null},\t \r\n\"\"\n:\t \r\n-9.796428508753159e+92 }}", "str": "{'image': -7.9802847e+35, 'b': True, 'focal_length': {'': -9.796428508753159e+92}}", "dumps": "{\"image\": -7.9802847e+35, \"b\": true, \"focal_length\": {\"\": -9.796428508753159e+92}}"}
{"text": "[\t \r\n]", "str": "[]", "dumps": "[]"}
{"text": "[-835, {\t \r\n\"b\":\"fG\u25e3b\ud84b\udc31#\\u0063B8\uda61\udd6c\\u0028R e\u0378\"\t \r\n, \"\\uD800\" : \"m\u2a6fFzB(\ud807\udef4/*kSY\\fe\\u0033\u2029\\udbff\ud826\udf7etA]\\ud815\\uDDFB\ud800\udc00\\u0020\\u0073c\ud92a\ude80\ufffdU\u007f\u0f9e\" }]", "str": "[-835, {'b': 'fG\u25e3b\ud84b\udc31#cB8\\U000a856c(R e\\u0378', '\\ud800': 'm\u2a6fFzB(\ud807\udef4/*kSY\\x0ce3\\u2029\\udbff\\U00019b7etA]\\U000155fb\ud800\udc00 sc\\U0005aa80\ufffdU\\x7f\u0f9e'}]", "dumps": "[-835, {\"b\": \"fG\\u25e3b\\ud84b\\udc31#cB8\\uda61\\udd6c(R e\\u0378\", \"\\ud800\": \"m\\u2a6fFzB(\\ud807\\udef4/*kSY\\fe3\\u2029\\udbff\\ud826\\udf7etA]\\ud815\\uddfb\\ud800\\udc00 sc\\ud92a\\ude80\\ufffdU\\u007f\\u0f9e\"}]"}
{"text": "{\"name\": 23334952887168523364E+226, \"name\": -2.1182226882547134e-196}", "str": "{'name': -2.1182226882547134e-196}", "dumps": "{\"name\": -2.1182226882547134e-196}"}
{"hex": "7b2022673a220a3a5b66616c73650a2c0a6e756c6c2c207b22c32ca9223a202257222c2261eb3a222209200d0a7d202c225c7530303830255c7533303030222c362e383731323938323132383034373331652d30395d2c0a225c7564383030220a3a2d322e3934323830373334313839333932652d3239367d", "error": "UnicodeDecodeError"}
{"text": "[{\"\ud857\udc92 \\ud800\\uDC00\":{\"a\u16db\\ud800\uda45\udd45r\\b\\u001f\u2b4bJ>\\u001f\ud9cc\udd20s+\u19bf\"\n:\n-0.834100921645", "error": "JSONDecodeError"}
{"text": "<uls", "error": "JSONDecodeError"}
{"text": "\"\\udfffV)Ls\ufeffU\\u002AOoU\\\"$\\u000B{G\\u0058 d\\u002C.'|\u20b2`\\u26B5\u20282#I5\u02b5X\u14ffib\u22ac\u0ef7y\\u001F\\u0022m\\\"|-\u24f0='\\u005F\ud55cg#\\u004FNH\\\\\\\\a\u27ca$\udbff\udfff\u20284\\u004F\u07ce\\u0023QCP\\r\\u002A\\u0061\\udbff\\u0064\\u006F\\u0039\\b\\udc00 X\"", "str": "\udfffV)Ls\ufeffU*OoU\"$\u000b{GX d,.'|\u20b2`\u26b5\u20282#I5\u02b5X\u14ffib\u22ac\u0ef7y\u001f\"m\"|-\u24f0='_\ud55cg#ONH\\\\a\u27ca$\udbff\udfff\u20284O\u07ce#QCP\r*a\udbffdo9\b\udc00 X", "dumps": "\"\\udfffV)Ls\\ufeffU*OoU\\\"$\\u000b{GX d,.'|\\u20b2`\\u26b5\\u20282#I5\\u02b5X\\u14ffib\\u22ac\\u0ef7y\\u001f\\\"m\\\"|-\\u24f0='_\\ud55cg#ONH\\\\\\\\a\\u27ca$\\udbff\\udfff\\u20284O\\u07ce#QCP\\r*a\\udbffdo9\\b\\udc00 X\""}
{"text": "{\"T\udb40\udc01\u240e\u15c9DjS\":[\"\\u003B\u2029\u0592\\udfffB&\u00ad\\u0076!\"]}", "str": "{'T\\U000e0001\u240e\u15c9DjS': [';\\u2029\u0592\\udfffB&\\xadv!']}", "dumps": "{\"T\\udb40\\udc01\\u240e\\u15c9DjS\": [\";\\u2029\\u0592\\udfffB&\\u00adv!\"]}"}
{"text": "\"E\\bX &{f\\u0032{K!\\u004C\u10a2\u1fa4\uda12\udc7e$K\ud8c4\uddf6\\tI\\u0056V\u0378~OQ\u14f7\\u0593\"", "str": "E\bX &{f2{K!L\u10a2\u1fa4\uda12\udc7e$K\ud8c4\uddf6\tIVV\u0378~OQ\u14f7\u0593", "dumps": "\"E\\bX &{f2{K!L\\u10a2\\u1fa4\\uda12\\udc7e$K\\ud8c4\\uddf6\\tIVV\\u0378~OQ\\u14f7\\u0593\""}
"""#
