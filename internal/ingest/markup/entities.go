package markup

import "strings"

// entities are the entities that are read: the five of XML, and the character entities of ISO 8879 and ISO 9573 that the
// DTDs of patent offices draw in (ISOlat1, ISOlat2, ISOnum, ISOpub, ISOgrk1, ISOgrk3, ISOtech).
var entities = func() map[string]string {
	m := map[string]string{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}
	for pair := range strings.FieldsSeq(isoEntities) {
		name, text, _ := strings.Cut(pair, "=")
		m[name] = text
	}
	// What the table cannot hold, because it is blank or the sign between the pairs.
	for name, text := range map[string]string{
		"nbsp": "\u00a0", "shy": "\u00ad", "emsp": "\u2003", "ensp": "\u2002", "emsp13": "\u2004", "emsp14": "\u2005",
		"numsp": "\u2007", "puncsp": "\u2008", "thinsp": "\u2009", "hairsp": "\u200a", "equals": "=", "blank": "\u2423",
	} {
		m[name] = text
	}
	return m
}()

const isoEntities = `
aacute=á Aacute=Á acirc=â Acirc=Â agrave=à Agrave=À aring=å Aring=Å atilde=ã Atilde=Ã auml=ä Auml=Ä aelig=æ
AElig=Æ ccedil=ç Ccedil=Ç eth=ð ETH=Ð eacute=é Eacute=É ecirc=ê Ecirc=Ê egrave=è Egrave=È euml=ë Euml=Ë
iacute=í Iacute=Í icirc=î Icirc=Î igrave=ì Igrave=Ì iuml=ï Iuml=Ï ntilde=ñ Ntilde=Ñ oacute=ó Oacute=Ó ocirc=ô
Ocirc=Ô ograve=ò Ograve=Ò oslash=ø Oslash=Ø otilde=õ Otilde=Õ ouml=ö Ouml=Ö szlig=ß thorn=þ THORN=Þ uacute=ú
Uacute=Ú ucirc=û Ucirc=Û ugrave=ù Ugrave=Ù uuml=ü Uuml=Ü yacute=ý Yacute=Ý yuml=ÿ

abreve=ă Abreve=Ă amacr=ā Amacr=Ā aogon=ą Aogon=Ą cacute=ć Cacute=Ć ccaron=č Ccaron=Č ccirc=ĉ Ccirc=Ĉ cdot=ċ
Cdot=Ċ dcaron=ď Dcaron=Ď dstrok=đ Dstrok=Đ ecaron=ě Ecaron=Ě edot=ė Edot=Ė emacr=ē Emacr=Ē eogon=ę Eogon=Ę
gacute=ǵ gbreve=ğ Gbreve=Ğ Gcedil=Ģ gcirc=ĝ Gcirc=Ĝ gdot=ġ Gdot=Ġ hcirc=ĥ Hcirc=Ĥ hstrok=ħ Hstrok=Ħ Idot=İ
Imacr=Ī imacr=ī ijlig=ĳ IJlig=Ĳ inodot=ı iogon=į Iogon=Į itilde=ĩ Itilde=Ĩ jcirc=ĵ Jcirc=Ĵ kcedil=ķ Kcedil=Ķ
kgreen=ĸ lacute=ĺ Lacute=Ĺ lcaron=ľ Lcaron=Ľ lcedil=ļ Lcedil=Ļ lmidot=ŀ Lmidot=Ŀ lstrok=ł Lstrok=Ł nacute=ń
Nacute=Ń eng=ŋ ENG=Ŋ napos=ŉ ncaron=ň Ncaron=Ň ncedil=ņ Ncedil=Ņ odblac=ő Odblac=Ő Omacr=Ō omacr=ō oelig=œ
OElig=Œ racute=ŕ Racute=Ŕ rcaron=ř Rcaron=Ř rcedil=ŗ Rcedil=Ŗ sacute=ś Sacute=Ś scaron=š Scaron=Š scedil=ş
Scedil=Ş scirc=ŝ Scirc=Ŝ tcaron=ť Tcaron=Ť tcedil=ţ Tcedil=Ţ tstrok=ŧ Tstrok=Ŧ ubreve=ŭ Ubreve=Ŭ udblac=ű
Udblac=Ű umacr=ū Umacr=Ū uogon=ų Uogon=Ų uring=ů Uring=Ů utilde=ũ Utilde=Ũ wcirc=ŵ Wcirc=Ŵ ycirc=ŷ Ycirc=Ŷ
Yuml=Ÿ zacute=ź Zacute=Ź zcaron=ž Zcaron=Ž zdot=ż Zdot=Ż

half=½ frac12=½ frac14=¼ frac34=¾ frac18=⅛ frac38=⅜ frac58=⅝ frac78=⅞ sup1=¹ sup2=² sup3=³ plus=+ plusmn=±
divide=÷ times=× curren=¤ pound=£ dollar=$ cent=¢ yen=¥ num=# percnt=% ast=* commat=@ lsqb=[ bsol=\ rsqb=]
lcub={ horbar=― verbar=| rcub=} micro=µ ohm=Ω deg=° ordm=º ordf=ª sect=§ para=¶ middot=· larr=← rarr=→ uarr=↑
darr=↓ copy=© reg=® trade=™ brvbar=¦ not=¬ sung=♪ excl=! iexcl=¡ lpar=( rpar=) comma=, lowbar=_ hyphen=‐
period=. sol=/ colon=: semi=; quest=? iquest=¿ laquo=« raquo=» lsquo=‘ rsquo=’ ldquo=“ rdquo=”

mdash=— ndash=– dash=‐ hellip=… nldr=‥ frac13=⅓ frac23=⅔ frac15=⅕ frac25=⅖ frac35=⅗ frac45=⅘ frac16=⅙ frac56=⅚
incare=℅ block=█ uhblk=▀ lhblk=▄ blk14=░ blk12=▒ blk34=▓ marker=▮ cir=○ squ=□ rect=▭ utri=▵ dtri=▿ star=☆
bull=• ltri=◃ rtri=▹ utrif=▴ dtrif=▾ starf=★ flat=♭ natur=♮ sharp=♯ check=✓ cross=✗ male=♂ female=♀ phone=☎
telrec=⌕ copysr=℗ caret=⁁ lsquor=‚ ldquor=„ fflig=ﬀ filig=ﬁ fjlig=fj ffilig=ﬃ ffllig=ﬄ fllig=ﬂ mldr=… rdquor=”
rsquor=’ vellip=⋮ hybull=⁃ loz=◊ lozf=⧫ ltrif=◂ rtrif=▸ sext=✶ squf=▪ clubs=♣ diams=♦ hearts=♥ spades=♠ malt=✠
dagger=† Dagger=‡ target=⌖ rx=℞

agr=α Agr=Α bgr=β Bgr=Β ggr=γ Ggr=Γ dgr=δ Dgr=Δ egr=ε Egr=Ε zgr=ζ Zgr=Ζ eegr=η EEgr=Η thgr=θ THgr=Θ igr=ι
Igr=Ι kgr=κ Kgr=Κ lgr=λ Lgr=Λ mgr=μ Mgr=Μ ngr=ν Ngr=Ν xgr=ξ Xgr=Ξ ogr=ο Ogr=Ο pgr=π Pgr=Π rgr=ρ Rgr=Ρ sgr=σ
Sgr=Σ sfgr=ς tgr=τ Tgr=Τ ugr=υ Ugr=Υ phgr=φ PHgr=Φ khgr=χ KHgr=Χ psgr=ψ PSgr=Ψ ohgr=ω OHgr=Ω

alpha=α beta=β gamma=γ Gamma=Γ gammad=ϝ delta=δ Delta=Δ epsi=ε epsiv=ϵ epsis=ϵ zeta=ζ eta=η thetas=θ Theta=Θ
thetav=ϑ iota=ι kappa=κ kappav=ϰ lambda=λ Lambda=Λ mu=μ nu=ν xi=ξ Xi=Ξ pi=π piv=ϖ Pi=Π rho=ρ rhov=ϱ sigma=σ
Sigma=Σ sigmav=ς tau=τ upsi=υ Upsi=ϒ phis=φ Phi=Φ phiv=ϕ chi=χ psi=ψ Psi=Ψ omega=ω Omega=Ω

aleph=ℵ and=∧ ang=∠ angsph=∢ ap=≈ becaus=∵ bottom=⊥ cap=∩ cong=≅ conint=∮ cup=∪ equiv=≡ exist=∃ forall=∀
fnof=ƒ ge=≥ iff=⇔ infin=∞ int=∫ isin=∈ lang=⟨ lArr=⇐ le=≤ minus=− mnplus=∓ nabla=∇ ne=≠ ni=∋ or=∨ par=∥ part=∂
permil=‰ perp=⊥ prime=′ Prime=″ prop=∝ radic=√ rang=⟩ rArr=⇒ sim=∼ sime=≃ square=□ sub=⊂ sube=⊆ sup=⊃ supe=⊇
there4=∴ Verbar=‖ angst=Å bernou=ℬ compfn=∘ Dot=¨ DotDot=⃜ hamilt=ℋ lagran=ℒ lowast=∗ notin=∉ order=ℴ phmmat=ℳ
tdot=⃛ tprime=‴ wedgeq=≙

`
